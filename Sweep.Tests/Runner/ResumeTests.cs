using System.Collections.Concurrent;
using Sweep.Runner.Executors;
using Sweep.Runner.Ledger;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Runner;

/// <summary>What of a study may change between two runs, and what is refused, by name.</summary>
public class ResumeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("seed: 3", "seed: 4", "seed: \"3\" there, \"4\" here")]
    [InlineData("epochs: 3,", "epochs: 4,", "training.epochs: \"3\" there, \"4\" here")]
    [InlineData("folds: 3, repeats: 2", "folds: 3, repeats: 3", "folds: \"6\" there, \"9\" here")]
    [InlineData("folds: 3, repeats: 2", "folds: 3, repeats: 3", "validation.repeats: \"2\" there, \"3\" here")]
    [InlineData("name: validation_accuracy, goal: maximize", "name: validation_loss", "metric.name: \"validation_accuracy\" there, \"validation_loss\" here")]
    [InlineData("target: cloud", "target: cloud, scale: none", "data.scale: nothing there, \"none\" here")]
    public void A_change_that_could_alter_results_is_refused_by_name(string from, string to, string difference)
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        Assert.Equal(0, HyperSweep.Run("run", SmallStudy.Write(folder), "--quiet").ExitCode);
        string digest = ResultDigest.Of(results);
        string changed = SmallStudy.Write(folder, text => text.Replace(from, to, StringComparison.Ordinal));

        foreach (string command in new[] { "run", "resume", "retry" })
        {
            var (exitCode, _, error) = HyperSweep.Run(command, changed, "--quiet");

            Assert.Equal(2, exitCode);
            Assert.StartsWith($"{results}: this folder holds the results of another study, or of this one before it was changed. What differs:\n", error, StringComparison.Ordinal);
            Assert.Contains($"\n  {difference}\n", error, StringComparison.Ordinal);
            Assert.EndsWith("\nChange it back, give another folder with --output, or start anew with --replace.\n", error, StringComparison.Ordinal);
        }
        Assert.Equal(digest, ResultDigest.Of(results));
    }

    [Fact]
    public async Task A_retry_where_nothing_had_failed_says_so()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), results = Path.Combine(folder.Path, "results");
        var end = await TestStudy.RunAsync(StudyReader.Read(study), results, cancellation: new CancellationToken(canceled: true));

        Assert.Equal(
            (0, "", $"Nothing had failed. {end.Finished} of 84 fits have results, which are kept in {results}; hypersweep run goes on with the others.\n"),
            HyperSweep.Run("retry", study, "--quiet"));
        HyperSweep.Run("run", study, "--quiet");
        Assert.Equal($"Nothing had failed: all 84 fits have results. Results: {results}\n", HyperSweep.Run("retry", study).Error);
    }

    [Fact]
    public void Changed_data_are_refused_by_their_digest()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
        File.AppendAllText(Path.Combine(folder.Path, "points.csv"), "1,2,3,4,red\n");

        var (exitCode, _, error) = HyperSweep.Run("run", study, "--quiet");

        Assert.Equal(2, exitCode);
        Assert.Matches("\n  data digest: \"[0-9a-f…]+\" there, \"[0-9a-f…]+\" here\n", error);
    }

    [Fact]
    public void Another_version_of_the_program_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
        LedgerFile.Execute(Path.Combine(folder.Path, "results"), "UPDATE study SET value = '0.0.1' WHERE key = 'program version'");

        var (exitCode, _, error) = HyperSweep.Run("run", study, "--quiet");

        Assert.Equal(2, exitCode);
        Assert.Matches("\n  program version: \"0.0.1\" there, \"[0-9.]+\" here\n", error);
    }

    [Theory]
    [InlineData("seed: 3", "seed: 3\nlimits: { fit_time: 1h, study_time: 2h, max_failures: 7 }")]
    [InlineData("name: points", "name: clouds")]
    [InlineData("question: Which", "question: Who knows which")]
    public void A_change_that_cannot_alter_results_is_taken(string from, string to)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, HyperSweep.Run("run", SmallStudy.Write(folder), "--quiet").ExitCode);

        var (exitCode, _, error) = HyperSweep.Run("run", SmallStudy.Write(folder, text => text.Replace(from, to, StringComparison.Ordinal)), "--quiet");

        Assert.Equal((0, ""), (exitCode, error));
    }

    [Theory]
    [InlineData("min: 1e-2, max: 1, points: 3", "min: 1e-2, max: 1, points: 5", 22)] // new rates between and the old ones among them
    [InlineData("values: [0.5, 0.9]", "values: [0.1, 0.5, 0.9]", 17)] // every later trial gets another number
    [InlineData("      - sgd\n", "      - nesterov\n      - sgd\n", 17)]
    public void More_trials_of_a_grid_are_run_and_no_other_and_the_results_are_those_of_a_fresh_study(string from, string to, int trials)
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results"), fresh = Path.Combine(folder.Path, "fresh");
        Assert.Equal(0, HyperSweep.Run("run", SmallStudy.Write(folder), "--quiet").ExitCode);
        string grown = SmallStudy.Write(folder, text => text.Replace(from, to, StringComparison.Ordinal));

        var (exitCode, _, error) = HyperSweep.Run("run", grown);

        Assert.Equal(0, exitCode);
        Assert.Contains($"\n{(trials - 14) * 6} fits in ", error, StringComparison.Ordinal);
        Assert.Equal(trials, TestStudy.Column<long>(results, "trials", "trial").Length);
        Assert.Equal(0, HyperSweep.Run("run", grown, "--quiet", "--output", fresh).ExitCode);
        Assert.Equal(ResultDigest.Of(fresh), ResultDigest.Of(results));
        Assert.Equal(14 * 6, LedgerFile.Read(results, "SELECT count(*) FROM fits WHERE run = 1", row => row.GetInt32(0))[0]);
    }

    [Fact]
    public void A_grid_that_loses_trials_that_have_results_is_refused_with_one_of_them()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, HyperSweep.Run("run", SmallStudy.Write(folder), "--quiet").ExitCode);
        string smaller = SmallStudy.Write(folder, text => text.Replace("values: [0.5, 0.9]", "values: [0.5]", StringComparison.Ordinal));

        var (exitCode, _, error) = HyperSweep.Run("run", smaller, "--quiet");

        Assert.Equal(2, exitCode);
        Assert.Contains(
            "More trials could be added, but 3 that have results would no longer be there, such as {\"optimizer\":\"momentum\",\"optimizer_decay\":0.9,\"learning_rate\":0.01}. ",
            error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_trials_of_a_random_search_are_the_next_ones()
    {
        using var folder = new TemporaryFolder();
        var calls = new ConcurrentBag<long>();
        var study = TestStudy.Of((fit, _) =>
        {
            calls.Add(fit.Trial);
            return TestStudy.Value(fit);
        }, folds: 1) with
        { Search = new RandomSearch(), Trials = 20 };

        await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);
        var end = await TestStudy.RunAsync(study with { Trials = 50 }, folder.Path, cancellation: Cancellation);

        Assert.Equal((30, 50), (end.Ran, end.Finished));
        Assert.Equal(Enumerable.Range(0, 50).Select(trial => (long)trial), calls.Order());
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("retry")]
    [InlineData("status")]
    public void What_has_not_been_started_cannot_be_gone_on_with(string command)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);

        var (exitCode, _, error) = HyperSweep.Run(command, study);

        Assert.Equal(2, exitCode);
        Assert.Equal(
            $"{Path.Combine(folder.Path, "results")}: no study has been started here (there is no ledger.sqlite). Use hypersweep run, or name the folder with --output.\n", error);
    }

    [Fact]
    public void Results_without_their_ledger_are_replaced_only_when_asked()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), results = Path.Combine(folder.Path, "results");
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
        File.Delete(Path.Combine(results, StudyLedger.FileName));

        var (exitCode, _, error) = HyperSweep.Run("run", study, "--quiet");

        Assert.Equal(2, exitCode);
        Assert.Matches(
            "this folder has results \\([a-z]+.parquet\\) without the ledger that they come from. Give another folder with --output, or let them be replaced with --replace.\n$", error);
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet", "--replace").ExitCode);
    }

    [Fact]
    public async Task A_long_fit_goes_on_from_its_checkpoint_and_ends_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder, text => text.Replace("epochs: 3,", "epochs: 3000,", StringComparison.Ordinal)));
        string undisturbed = Path.Combine(folder.Path, "undisturbed"), stopped = Path.Combine(folder.Path, "stopped");
        await TestStudy.RunAsync(study, undisturbed, cancellation: Cancellation);

        int runs = 0;
        StudyEnd end;
        do
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50 + 20 * runs++));
            end = await TestStudy.RunAsync(study, stopped, cancellation: stop.Token);
        }
        while (end.Reason == StopReason.Interrupted);

        Assert.True(runs > 2, "It must have been stopped.");
        Assert.Equal(ResultDigest.Of(undisturbed), ResultDigest.Of(stopped));
        Assert.NotEmpty(LedgerFile.Read(stopped, "SELECT fit FROM checkpoints", row => row.GetInt32(0)));
        // Every interrupted attempt is there, and its fit had another.
        Assert.All(LedgerFile.Attempts(stopped), attempt => Assert.Equal("interrupted", attempt.Event));
        Assert.NotEmpty(LedgerFile.Attempts(stopped));
    }

    [Fact]
    public void A_folder_of_results_holds_nothing_else_of_a_study_whatever_its_name()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("name: points", "name: \"../../evil $(touch x) `y` 'z' \\\"w\\\" é\"", StringComparison.Ordinal));
        string results = Path.Combine(folder.Path, "with blank 'and' \"quotes\"", "results");

        var (exitCode, _, error) = HyperSweep.Run("run", study, "--output", results);

        Assert.True(exitCode == 0, error);
        Assert.Equal(["points.csv", "study.yaml"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal([Path.GetDirectoryName(results)!], Directory.GetDirectories(folder.Path));
        Assert.Equal(
            ["epochs.parquet", "fits.parquet", "ledger.lock", "ledger.sqlite", "log.jsonl", "trials.parquet"],
            Directory.GetFileSystemEntries(results).Select(Path.GetFileName).Where(name => !name!.StartsWith("ledger.sqlite-", StringComparison.Ordinal)).Order());
        Assert.Contains("../../evil $(touch x)", HyperSweep.Run("status", study, "--output", results).Output, StringComparison.Ordinal);
    }
}
