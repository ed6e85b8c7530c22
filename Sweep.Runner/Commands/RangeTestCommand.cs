using System.CommandLine;
using Sweep.Core.Contracts;
using Sweep.Runner.Hosting;
using Sweep.Runner.Progress;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep range-test: finds out, for each optimizer of a study, where its learning rates work.</summary>
internal static class RangeTestCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var study = Inputs.Study();
        var rule = Inputs.OptionalPath("--rule", "NAME", "The rule by which a rate is read off the curves. Default: that of the study file; hypersweep list suggestion-rules shows all.");
        var workers = Inputs.OptionalCount("--workers", "N", "How many replicates run side by side. Results do not depend on it. Default: all cores.");
        var output = Inputs.OptionalPath("--output", "DIR", "The folder with the study's results; the test's files go to range_test in it. Default: results beside the study file.");
        var format = Inputs.Choice("--format", "table (with plots), json or csv (a line for each optimizer and rule).", "table", "json", "csv");
        var command = new Command("range-test", "Train each optimizer of a study for a short while at rising learning rates, and suggest one.") { study, rule, workers, output, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = parsed.GetRequiredValue(study);
            var read = await Inputs.ReadAsync(() => StudyReader.Read(path), cancellation);
            var tested = read;
            if (parsed.GetValue(rule) is { } name)
                tested = read with { RangeTest = read.RangeTest with { RuleName = name, Rule = RuleOf(name) } };
            string directory = Inputs.ResultsOf(path, parsed.GetValue(output));
            // What lies in the folder is what the study runs by, whatever rule was asked for here.
            var log = new RangeTestLog(read, directory, HyperSweepHosting.BusyFiles(TimeProvider.System));
            var tests = await Inputs.ReadAsync(() => ResultsFolder.Written(directory, () => RunAll(tested, parsed.GetValue(workers) ?? Environment.ProcessorCount, log)), cancellation);
            new RangeTestReport(tested, tests, GridTruth.Of(tested, directory)).Write(parsed.GetValue(format)!, terminal);
            await terminal.Error.WriteLineAsync($"Curves and suggestions: {log.Folder}");

            IReadOnlyList<OptimizerRangeTest> RunAll(Study all, int side, RangeTestLog into)
            {
                int[] optimizers = [.. Enumerable.Range(0, TestedStudy.Optimizers(all).Count)];
                var found = StudyRangeTest.Run(all, optimizers, side, test =>
                {
                    into.Add(test);
                    terminal.Error.WriteLine(ProgressText.Of(test));
                }, cancellation);
                into.Join(optimizers);
                return found;
            }
        });
        return command;
    }

    private static ISuggestionRule RuleOf(string name) => SuggestionRules.Catalog.TryCreate(name, out var rule)
        ? rule
        : throw new InputException($"--rule: there is no {SuggestionRules.Catalog.Kind} named {Shown.Quoted(name)}.{Nearest.Hint(name, SuggestionRules.Catalog.Names)} Known: {string.Join(", ", SuggestionRules.Catalog.Names)}.");
}
