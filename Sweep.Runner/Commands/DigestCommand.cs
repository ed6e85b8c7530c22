using System.CommandLine;
using Sweep.Core.Contracts;
using Sweep.Runner.Ledger;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep digest: prints one hash of what a study found.</summary>
internal static class DigestCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var path = Inputs.Path("DIR", "The folder that a study wrote its results to; or the study file or its folder, which stand for the results beside them.");
        var command = new Command("digest", "Print one hash of the results, times left out: equal hashes mean equal results, to the last bit.") { path };
        command.SetAction(parsed =>
        {
            string directory = ResultsAt(parsed.GetRequiredValue(path));
            RequireFinished(directory);
            terminal.Output.WriteLine(ResultDigest.Of(directory));
        });
        return command;
    }

    private static string ResultsAt(string path) => File.Exists(StudyReader.FileOf(path)) ? Inputs.ResultsOf(path, output: null) : path;

    // A ledger without a log is a study that goes on, or was stopped.
    private static void RequireFinished(string directory)
    {
        if (!File.Exists(Path.Combine(directory, StudyLedger.FileName)) || Directory.EnumerateFiles(directory, "*.parquet").Any())
            return;
        var status = LedgerStatus.Of(directory);
        throw new InputException(FormattableString.Invariant(
            $"{directory}: the study is not finished: {status.Done} of {status.Fits} fits have results. hypersweep run goes on with it; there is a digest at its end."));
    }
}
