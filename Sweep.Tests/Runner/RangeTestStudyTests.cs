using Polly;
using Sweep.Core.Parquet;
using Sweep.Runner.Executors;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

/// <summary>Studies that take learning rates from a range test, and the command that does one.</summary>
public class RangeTestStudyTests
{
    private const string Rates = "learning_rate: { distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }";
    private const string Tested = "learning_rate: { from: range_test, points: 4 }";

    [Fact]
    public void A_grid_spans_what_the_test_of_each_optimizer_has_found()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested);
        string results = Path.Combine(folder.Path, "results");

        var run = HyperSweep.Run("run", study);

        Assert.Equal(0, run.ExitCode);
        using var trials = ParquetReader.Open(Path.Combine(results, "trials.parquet"));
        using var suggestions = ParquetReader.Open(Path.Combine(results, "range_test", "suggestions.parquet"));
        string[] optimizers = trials.Read<string>("optimizer").Values, tested = suggestions.Read<string>("optimizer").Values;
        double[] rates = trials.Read<double>("learning_rate").Values;
        long[] rules = suggestions.Read<long>("rule_number").Values;
        double[] floors = suggestions.Read<double>("floor").Values, peaks = suggestions.Read<double>("peak").Values;
        foreach (string optimizer in new[] { "sgd", "batch_gradient_descent", "momentum" })
        {
            int found = Enumerable.Range(0, tested.Length).Single(row => tested[row] == optimizer && rules[row] == -1);
            double[] tried = [.. Enumerable.Range(0, rates.Length).Where(trial => optimizers[trial] == optimizer).Select(trial => rates[trial]).Distinct().Order()];
            Assert.Equal(4, tried.Length);
            Assert.Equal((floors[found], peaks[found]), (tried[0], tried[^1]));
            Assert.Contains($"range test of {optimizer}: ", run.Error, StringComparison.Ordinal);
        }
        // An optimizer with rates of its own keeps them.
        Assert.Equal([0.001, 0.01], Enumerable.Range(0, rates.Length).Where(trial => optimizers[trial] == "adam").Select(trial => rates[trial]).Order());
    }

    [Theory]
    [InlineData("floor", "floor")]
    [InlineData("peak", "peak")]
    [InlineData("suggestion", "learning_rate")]
    public void One_rate_that_the_test_names_can_be_taken(string at, string column)
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, $"learning_rate: {{ from: range_test, at: {at} }}");

        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);

        using var trials = ParquetReader.Open(Path.Combine(folder.Path, "results", "trials.parquet"));
        using var suggestions = ParquetReader.Open(Path.Combine(folder.Path, "results", "range_test", "suggestions.parquet"));
        long[] rules = suggestions.Read<long>("rule_number").Values;
        int found = Enumerable.Range(0, rules.Length).First(row => suggestions.Read<string>("optimizer").Values[row] == "sgd" && rules[row] == -1);
        int trial = Array.IndexOf(trials.Read<string>("optimizer").Values, "sgd");
        Assert.Equal(suggestions.Read<double>(column).Values[found], trials.Read<double>("learning_rate").Values[trial]);
    }

    [Theory]
    [InlineData("range_test")]
    [InlineData("{ from: range_test }")]
    public void A_cyclical_schedule_goes_from_the_floor_to_the_peak_of_each_optimizer_s_own_test(string floor)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace(
            Rates,
            $"learning_rate: {{ from: range_test, at: peak }}\n  schedule: {{ values: [constant, {{ name: waves, kind: cyclical, floor: {floor} }}] }}",
            StringComparison.Ordinal));

        var run = HyperSweep.Run("run", study);

        Assert.Equal(0, run.ExitCode);
        using var trials = ParquetReader.Open(Path.Combine(folder.Path, "results", "trials.parquet"));
        using var suggestions = ParquetReader.Open(Path.Combine(folder.Path, "results", "range_test", "suggestions.parquet"));
        string[] optimizers = trials.Read<string>("optimizer").Values, schedules = trials.Read<string>("schedule").Values, tested = suggestions.Read<string>("optimizer").Values;
        var floors = trials.Read<double>("schedule_floor");
        long[] rules = suggestions.Read<long>("rule_number").Values;
        foreach (string optimizer in new[] { "sgd", "batch_gradient_descent", "momentum", "adam" })
        {
            int found = Enumerable.Range(0, tested.Length).Single(row => tested[row] == optimizer && rules[row] == -1);
            double share = suggestions.Read<double>("floor").Values[found] / suggestions.Read<double>("peak").Values[found];
            int[] waves = [.. Enumerable.Range(0, optimizers.Length).Where(trial => optimizers[trial] == optimizer && schedules[trial] == "waves")];
            Assert.NotEmpty(waves);
            Assert.All(waves, trial => Assert.Equal(share, floors.Values[trial]));
        }
        Assert.All(Enumerable.Range(0, optimizers.Length).Where(trial => schedules[trial] == "constant"), trial => Assert.True(floors.Nulls![trial]));
    }

    [Fact]
    public void Workers_a_second_run_and_lost_files_of_the_test_make_no_difference()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested);
        var digests = new HashSet<(string, string)>();
        foreach (string workers in new[] { "1", "2", "7" })
        {
            string results = Path.Combine(folder.Path, $"results-{workers}");
            Assert.Equal(0, HyperSweep.Run("run", study, "--workers", workers, "--output", results, "--quiet").ExitCode);
            digests.Add((ResultDigest.Of(results), ResultDigest.Of(Path.Combine(results, "range_test"))));
        }
        Assert.Single(digests);

        string lost = Path.Combine(folder.Path, "results-2");
        Directory.Delete(Path.Combine(lost, "range_test"), recursive: true);
        var again = HyperSweep.Run("run", study, "--output", lost);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Nothing was left to run", again.Error, StringComparison.Ordinal);
        Assert.Contains("range test of sgd", again.Error, StringComparison.Ordinal);
        digests.Add((ResultDigest.Of(lost), ResultDigest.Of(Path.Combine(lost, "range_test"))));
        Assert.Single(digests);

        // What lies there is believed, and not done again.
        Assert.DoesNotContain("range test of", HyperSweep.Run("run", study, "--output", lost).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_study_is_refused_before_its_tests_and_leaves_those_of_the_folder_alone()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, HyperSweep.Run("run", Write(folder, Tested), "--quiet").ExitCode);
        string tests = Path.Combine(folder.Path, "results", "range_test", "suggestions.parquet");
        byte[] before = File.ReadAllBytes(tests);

        string changed = SmallStudy.Write(folder, text => text.Replace(Rates, Tested, StringComparison.Ordinal).Replace("hidden: [8]", "hidden: [9]", StringComparison.Ordinal));
        var refused = HyperSweep.Run("run", changed);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("model.hidden[0]: \"8\" there, \"9\" here", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("range test of", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(tests));
    }

    [Fact]
    public async Task Tests_that_have_ended_before_an_interruption_are_not_done_again()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Write(folder, Tested));
        string results = Path.Combine(folder.Path, "results"), undisturbed = Path.Combine(folder.Path, "undisturbed");
        await TestStudy.RunAsync(study, undisturbed, cancellation: TestContext.Current.CancellationToken);

        var told = new List<string>();
        for (int run = 0; run < 2; run++)
        {
            using var stop = new CancellationTokenSource();
            var progress = new TestedProgress(test =>
            {
                told.Add(test.Optimizer.Name);
                stop.Cancel();
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => TestStudy.RunAsync(study, results, options: new RunOptions { Workers = 1 }, progress: progress, cancellation: stop.Token));
        }
        Assert.False(File.Exists(Path.Combine(results, "range_test", "suggestions.parquet")));
        await TestStudy.RunAsync(study, results, progress: new TestedProgress(test => told.Add(test.Optimizer.Name)), cancellation: TestContext.Current.CancellationToken);

        // The fourth has rates of its own.
        Assert.Equal(["sgd", "batch_gradient_descent", "momentum"], told);
        Assert.False(Directory.Exists(Path.Combine(results, "range_test", "parts")));
        Assert.Equal(ResultDigest.Of(undisturbed), ResultDigest.Of(results));
        Assert.Equal(ResultDigest.Of(Path.Combine(undisturbed, "range_test")), ResultDigest.Of(Path.Combine(results, "range_test")));
    }

    [Fact]
    public async Task Parts_that_a_program_left_which_was_killed_before_it_joined_them_are_joined_and_damaged_ones_made_again()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Write(folder, Tested));
        string undisturbed = Path.Combine(folder.Path, "undisturbed");
        await TestStudy.RunAsync(study, undisturbed, cancellation: TestContext.Current.CancellationToken);
        foreach (string damaged in new[] { "none", "range_test-000001.parquet", "suggestions-000002.parquet" })
        {
            string results = Path.Combine(folder.Path, damaged), tests = Path.Combine(results, "range_test"), parts = Path.Combine(tests, "parts");
            var log = new RangeTestLog(study, results, ResiliencePipeline.Empty);
            StudyRangeTest.Run(study, [0, 1, 2], 2, log.Add, TestContext.Current.CancellationToken);
            if (damaged != "none")
                await File.WriteAllTextAsync(Path.Combine(parts, damaged), "no file of ours", TestContext.Current.CancellationToken);

            var told = new List<int>();
            await TestStudy.RunAsync(study, results, progress: new TestedProgress(test => told.Add(test.Number)), cancellation: TestContext.Current.CancellationToken);

            Assert.Equal(damaged switch { "none" => [], "range_test-000001.parquet" => [1], _ => [2] }, told);
            Assert.False(Directory.Exists(parts));
            Assert.Equal(ResultDigest.Of(Path.Combine(undisturbed, "range_test")), ResultDigest.Of(tests));
        }
    }

    [Fact]
    public void What_cannot_alter_a_fit_does_not_have_the_tests_done_again_and_what_can_is_refused_before_them()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested);
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
        string text = File.ReadAllText(study);

        File.WriteAllText(study, text.Replace("name: points", "name: renamed # a comment", StringComparison.Ordinal) + "\nlimits: { study_time: 1h }\n");
        var again = HyperSweep.Run("run", study);
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain("range test of", again.Error, StringComparison.Ordinal);

        File.WriteAllText(study, text.Replace("hidden: [8]", "hidden: [9]", StringComparison.Ordinal));
        var changed = HyperSweep.Run("run", study);
        Assert.Equal(2, changed.ExitCode);
        Assert.Contains("model.hidden[0]", changed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("range test of", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_limit_of_the_study_counts_its_range_tests()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Write(folder, Tested));
        study = study with { Limits = study.Limits with { StudyTime = TimeSpan.FromMilliseconds(1) } };

        string results = Path.Combine(folder.Path, "results");
        var end = await TestStudy.RunAsync(study, results, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(StopReason.TimeLimit, end.Reason);
        Assert.Equal(0, end.Ran);
        // It ended the tests, and not the fits after them.
        Assert.False(File.Exists(Path.Combine(results, "range_test", "suggestions.parquet")));
        Assert.False(File.Exists(Path.Combine(results, "ledger.sqlite")));
    }

    [Fact]
    public void Where_the_test_suggests_nothing_the_study_is_refused_before_its_first_fit()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested, "range_test: { min: 1e-12, max: 1e-10, points: 9 }\n");

        var run = HyperSweep.Run("run", study);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("points: the range test of sgd suggests no learning rate. ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Change range_test in the study file, or give this optimizer a learning_rate of its own.", run.Error, StringComparison.Ordinal);
        Assert.Equal(["range_test.parquet", "suggestions.parquet"], Directory.GetFiles(Path.Combine(folder.Path, "results", "range_test")).Select(Path.GetFileName).Order());
        Assert.False(File.Exists(Path.Combine(folder.Path, "results", "ledger.sqlite")));
        Assert.False(File.Exists(Path.Combine(folder.Path, "results", "trials.parquet")));
    }

    // The first rate is too high already: no curve, nothing to smooth, and still a reason.
    [Fact]
    public void A_test_that_diverges_at_once_says_so()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested, "range_test: { min: 1e8, max: 1e12, points: 3 }\n");

        var test = HyperSweep.Run("range-test", study);
        Assert.Equal(0, test.ExitCode);
        Assert.Contains("No suggestion for sgd: A replicate diverged at rate 1 of 3. Begin the range further down.", test.Output, StringComparison.Ordinal);

        var run = HyperSweep.Run("run", study);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("points: the range test of sgd suggests no learning rate. A replicate diverged at rate 1 of 3.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_another_rule_leaves_alone_what_the_study_runs_by()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested);
        string suggestions = Path.Combine(folder.Path, "results", "range_test");
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
        Assert.Equal(0, HyperSweep.Run("range-test", study).ExitCode);
        string before = ResultDigest.Of(suggestions);

        var other = HyperSweep.Run("range-test", study, "--rule", "fastai_valley");

        Assert.Equal(0, other.ExitCode);
        Assert.Contains("Suggestions, by fastai_valley", other.Output, StringComparison.Ordinal);
        Assert.Equal(before, ResultDigest.Of(suggestions));
        Assert.Contains("Nothing was left to run", HyperSweep.Run("run", study).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("method: { kind: grid, extend: 1 }\n")]
    [InlineData("method: { kind: refine, rounds: 1, points: 2 }\n")]
    public void Rounds_go_on_from_what_the_test_has_found(string method)
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested, method);

        Assert.Contains("more, round by round", HyperSweep.Run("check", study).Output, StringComparison.Ordinal);
        Assert.Contains("; further rounds up to ", HyperSweep.Run("plan", study).Output, StringComparison.Ordinal);
        var run = HyperSweep.Run("run", study);
        Assert.Equal(0, run.ExitCode);
        using var trials = ParquetReader.Open(Path.Combine(folder.Path, "results", "trials.parquet"));
        Assert.True(trials.Read<long>("round").Values.Max() > 1);
    }

    [Fact]
    public void Where_all_diverges_at_once_the_reason_is_told_and_the_files_are_written()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested, "range_test: { min: 1e6, max: 1e8, points: 5 }\n");

        var test = HyperSweep.Run("range-test", study);
        var run = HyperSweep.Run("run", study);

        Assert.Equal((0, 2), (test.ExitCode, run.ExitCode));
        Assert.Contains("No suggestion for sgd: A replicate diverged at rate 1 of 5. Begin the range further down.", test.Output, StringComparison.Ordinal);
        Assert.Contains("the range test of sgd suggests no learning rate. A replicate diverged at rate 1 of 5.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_knows_no_floor_says_nothing_of_one()
    {
        using var folder = new TemporaryFolder();

        string error = HyperSweep.Run("run", Write(folder, "learning_rate: { from: range_test, at: suggestion }", "range_test: { rule: fastai_minimum }\n")).Error;

        Assert.Contains("range test of sgd: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("floor", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_draws_every_optimizer_and_writes_its_files()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Rates);

        var test = HyperSweep.Run("range-test", study);

        Assert.Equal(0, test.ExitCode);
        foreach (string optimizer in new[] { "sgd", "batch_gradient_descent", "momentum", "adam" })
            Assert.Contains($"{optimizer}: loss", test.Output, StringComparison.Ordinal);
        Assert.Contains("Suggestions, by steepest_interval", test.Output, StringComparison.Ordinal);
        Assert.Contains("fastai valley", test.Output, StringComparison.Ordinal);
        // Before the study has run there is nothing to compare with.
        Assert.DoesNotContain("What the study's own trials say", test.Output, StringComparison.Ordinal);

        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
        Assert.Contains("What the study's own trials say", HyperSweep.Run("range-test", study).Output, StringComparison.Ordinal);

        using var points = ParquetReader.Open(Path.Combine(folder.Path, "results", "range_test", "range_test.parquet"));
        Assert.Equal(Enumerable.Range(0, 4).Select(test => (long)test), points.Read<long>("test").Values.Distinct());
        Assert.Equal(5, points.Read<long>("replicate").Values.Distinct().Count());
        Assert.All(points.Read<double>("loss").Values, loss => Assert.True(double.IsFinite(loss)));
    }

    [Fact]
    public void A_range_test_makes_no_difference_to_the_study_that_it_tests()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Rates);
        string untested = Path.Combine(folder.Path, "untested"), tested = Path.Combine(folder.Path, "tested");

        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet", "--output", untested).ExitCode);
        Assert.Equal(0, HyperSweep.Run("range-test", study, "--output", tested).ExitCode);
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet", "--output", tested).ExitCode);

        Assert.Equal(ResultDigest.Of(untested), ResultDigest.Of(tested));
    }

    [Fact]
    public void Check_and_plan_say_what_the_test_is_for_without_doing_it()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, Tested);

        Assert.Contains("rates       4 values from the floor to the peak of a range test", HyperSweep.Run("check", study).Output, StringComparison.Ordinal);
        string plan = HyperSweep.Run("plan", study).Output;
        Assert.Contains("learning_rate: 4 values from the floor to the peak of a range test", plan, StringComparison.Ordinal);
        Assert.Contains("the range tests come before it", plan, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "results")));
    }

    [Theory]
    [InlineData(Tested, "range_test: { min: 1, max: 0.1 }\n", "study.yaml, line 16, range_test.max: the upper end of a range test must be above its lower end; got min 1 and max 0.1.")]
    [InlineData(Tested, "range_test: { min: 100 }\n", "study.yaml, line 16, range_test.min: the upper end of a range test must be above its lower end; got min 100 and max 10.")]
    [InlineData(Tested, "range_test: { min: 0 }\n", "study.yaml, line 16, range_test.min: min, the lowest learning rate of a range test, must be above 0; got 0.")]
    [InlineData(Tested, "range_test: { points: 1 }\n", "study.yaml, line 16, range_test.points: points must be from 2 to 10000; got 1.")]
    [InlineData(Tested, "range_test: { points: 2000000000 }\n", "study.yaml, line 16, range_test.points: points must be from 2 to 10000; got 2000000000.")]
    [InlineData(Tested, "range_test: { replicates: 0 }\n", "study.yaml, line 16, range_test.replicates: replicates must be from 1 to 1000; got 0.")]
    [InlineData(Tested, "range_test: { mode: long_runs }\n", "study.yaml, line 16, range_test.mode: one of continuous, short_runs is needed here; got \"long_runs\".")]
    [InlineData(Tested, "range_test: { steps: 5 }\n", "study.yaml, line 16, range_test.steps: there is no such key. Did you mean \"steps_per_rate\"? Known here: halvings, max, measured_rows, min, mode, points, replicates, rule, spacing, steps_per_rate.")]
    [InlineData("learning_rate: { from: range_test }", "", "study.yaml, line 15, parameters.learning_rate: a grid must know how many values to take between what the range test finds, and there is no key \"points\". Add one, for example points: 7, or name one rate: at: peak.")]
    [InlineData("learning_rate: { from: range_tests, points: 3 }", "", "study.yaml, line 15, parameters.learning_rate.from: learning rates can be taken from a range_test; got \"range_tests\". Did you mean \"range_test\"?")]
    [InlineData("learning_rate: { from: range_test, points: 1 }", "", "study.yaml, line 15, parameters.learning_rate: points must be from 2 to 1000000; got 1.")]
    [InlineData("learning_rate: { from: range_test, at: top }", "", "study.yaml, line 15, parameters.learning_rate.at: one of floor, peak, suggestion is needed here; got \"top\".")]
    [InlineData("learning_rate: { from: range_test, at: peak, points: 3 }", "", "study.yaml, line 15, parameters.learning_rate.points: one rate is one point. Leave out at, and get rates from the floor to the peak; or leave out points.")]
    public void What_is_wrong_is_refused_before_anything_is_trained(string rates, string section, string message)
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, rates, section);
        foreach (string command in new[] { "check", "plan", "run", "range-test" })
        {
            var refused = HyperSweep.Run(command, study);
            Assert.Equal(2, refused.ExitCode);
            Assert.Equal(message, refused.Error.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).TrimEnd());
        }
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "results")));
    }

    private static string Write(TemporaryFolder folder, string rates, string section = "") => SmallStudy.Write(folder, text =>
        text.Replace(Rates, rates, StringComparison.Ordinal).Replace("seed: 3", section + "seed: 3", StringComparison.Ordinal));
}
