using System.Text.RegularExpressions;
using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Search;
using Sweep.Strategies.Validation;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Conventions;

/// <summary>The description of the study file has whatever it can say, and its examples do what it says.</summary>
public partial class StudyFileDocumentTests
{
    private static readonly string _text = Repository.Read("docs/study-file.md");

    [Fact]
    public void It_has_every_component_with_its_settings_every_limit_and_every_placeholder()
    {
        string[] shared = [.. ComponentSettings.Of(new Sgd()).Keys];
        string common = _text.Split('\n').Single(line => line.StartsWith("| every one |", StringComparison.Ordinal));
        Assert.All(shared, setting => Assert.Contains($"`{setting}`", common, StringComparison.Ordinal));
        AssertRows(UpdateRules.Catalog, shared);
        AssertRows(PruningRules.Catalog);
        AssertRows(Splitters.Catalog);
        AssertRows(WeightAverages.Catalog);
        Assert.All(TrainingReader.Keys, key => Assert.Contains($"\n| `training.{key}` | ", _text, StringComparison.Ordinal));
        Assert.All(ComponentSettings.Of(new EarlyStopping()).Keys.Except(["metric"]), key => Assert.Contains($"\n| `{key}` | ", _text, StringComparison.Ordinal));
        AssertRows(LearningRateSchedules.Catalog);
        AssertRows(NetworkLayers.Catalog);
        AssertRows(InitialWeights.Catalog);
        AssertRows(LossFunctions.Catalog);
        Assert.Equal(EvaluationMetrics.Catalog.Names, Table("metric").Skip(2).Select(row => row.Split('`')[1]).Order(StringComparer.Ordinal));
        Assert.All(SearchStrategies.Catalog.Names, name => Assert.Contains($"`{name}`: ", _text, StringComparison.Ordinal));
        Assert.All(ComponentSettings.Of(new StudyLimits()).Keys, name => Assert.Contains($"\n| `{name}` | ", _text, StringComparison.Ordinal));
        Assert.All(CommandPlaces.Names, name => Assert.Contains($"`{{{name}}}`", _text, StringComparison.Ordinal));

        static void AssertRows<T>(Catalog<T> catalog, params string[] shared)
            where T : class => Assert.All(catalog.Names, name =>
            {
                string row = Table(catalog.Kind).Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
                Assert.All(ComponentSettings.Of(catalog.Create(name)).Keys.Except(shared), setting => Assert.Contains($"`{setting}`", row, StringComparison.Ordinal));
            });
    }

    // The rows below a heading of which the first column says what is listed.
    private static IEnumerable<string> Table(string kind) =>
        _text.Split('\n').SkipWhile(line => !line.StartsWith($"| {kind} |", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|'));

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void Its_example_of_a_command_is_a_study_and_its_script_runs()
    {
        string yaml = Blocks().Matches(_text).Select(block => block.Groups["text"].Value).Single(text => text.Contains("\ncommand: ", StringComparison.Ordinal));
        string script = Blocks().Matches(_text).Single(block => block.Groups["language"].Value == "python").Groups["text"].Value;
        using var study = new CommandStudy(
            yaml.Replace("trials: 40", "trials: 1", StringComparison.Ordinal).Replace("--lr, ", "", StringComparison.Ordinal),
            "def train_one_epoch(rate, fold):\n    return rate, rate + fold\n\n" + script);

        var (exitCode, _, error) = study.Run("--quiet");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(6 * 10, study.Column<long>("epochs", "epoch").Length);
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
