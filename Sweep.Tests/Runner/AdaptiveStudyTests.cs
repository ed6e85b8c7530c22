using System.Collections.Concurrent;
using Sweep.Runner.Executors;
using Sweep.Runner.Ledger;
using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Runner;

/// <summary>Studies that go on by themselves, round by round.</summary>
public class AdaptiveStudyTests
{
    private const int Fits = 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Both methods, with and without a pruner.</summary>
    public static TheoryData<string, string> Kinds() => new() { { "grid", "none" }, { "grid", "median" }, { "refine", "none" }, { "refine", "successive_halving" } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Results_are_the_same_bits_for_any_number_of_workers_and_wherever_it_is_stopped(string search, string pruner)
    {
        var digests = new List<string>();
        long fits = 0;
        foreach (int workers in new[] { 1, 2, 7 })
        {
            using var folder = new TemporaryFolder();
            var end = await TestStudy.RunAsync(Bowl(search, pruner), folder.Path, options: new RunOptions { Workers = workers }, cancellation: Cancellation);
            Assert.Equal(StopReason.Done, end.Reason);
            Assert.Equal((fits = end.Study.Fits, end.Study.Fits), (end.Finished, end.Ran));
            Assert.InRange(end.Study.FurtherRounds.Count, 2, 5);
            digests.Add(ResultDigest.Of(folder.Path));
        }

        // Stopped once at each fit, so that some stops fall inside a round and some on its border.
        for (int most = 1; most < fits; most += 3)
        {
            using var folder = new TemporaryFolder();
            using var stop = new CancellationTokenSource();
            int started = 0;
            var study = Bowl(search, pruner, () =>
            {
                if (Interlocked.Increment(ref started) == most)
                    stop.Cancel();
            });
            var first = await TestStudy.RunAsync(study, folder.Path, cancellation: stop.Token);
            var second = await TestStudy.RunAsync(study, folder.Path, RunMode.Resume, cancellation: Cancellation);

            Assert.Equal((StopReason.Interrupted, StopReason.Done), (first.Reason, second.Reason));
            Assert.Equal(fits, first.Ran + second.Ran);
            digests.Add(ResultDigest.Of(folder.Path));
        }
        Assert.Single(digests.Distinct());
    }

    [Fact]
    public async Task Trials_are_numbered_on_and_the_log_has_their_rounds()
    {
        using var folder = new TemporaryFolder();
        var progress = new RoundProgress();

        var end = await TestStudy.RunAsync(Bowl("grid", "none"), folder.Path, progress: progress, cancellation: Cancellation);

        // The bottom lies at 0.0002: 0.001 is the first end, 0.0001 better, and 0.00001 shows that it lies inside.
        Assert.Equal([0.1, 0.01, 0.001, 0.0001, 0.00001], TestStudy.Column<double>(folder.Path, "trials", "x"));
        Assert.Equal([0, 1, 2, 3, 4], TestStudy.Column<long>(folder.Path, "trials", "trial"));
        Assert.Equal([1, 1, 1, 2, 3], TestStudy.Column<long>(folder.Path, "trials", "round"));
        Assert.Equal(["begun 6 fits, 6 to run", "round 2, 8 fits, 2 to run", "round 3, 10 fits, 2 to run"], progress.Told);
        Assert.Equal((10, 10, 0), (end.Finished, end.Ran, end.Failed));
        var status = LedgerStatus.Of(folder.Path);
        Assert.Equal((5, 10, 10), (status.Trials, status.Fits, status.Done));
    }

    [Fact]
    public async Task A_study_that_is_stopped_between_two_rounds_goes_on_with_the_next()
    {
        using var folder = new TemporaryFolder();
        using var fresh = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var study = Bowl("grid", "none");

        var first = await TestStudy.RunAsync(study, folder.Path, progress: new RoundProgress(stop.Cancel), cancellation: stop.Token);
        var again = new RoundProgress();
        var second = await TestStudy.RunAsync(study, folder.Path, progress: again, cancellation: Cancellation);
        await TestStudy.RunAsync(study, fresh.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Interrupted, 6, 8), (first.Reason, first.Finished, first.Study.Fits));
        Assert.Equal(["begun 8 fits, 2 to run", "round 3, 10 fits, 2 to run"], again.Told);
        Assert.Equal((StopReason.Done, 4), (second.Reason, second.Ran));
        Assert.Equal(ResultDigest.Of(fresh.Path), ResultDigest.Of(folder.Path));
    }

    [Fact]
    public async Task What_is_done_is_not_run_again_and_a_study_that_is_done_has_no_further_round()
    {
        using var folder = new TemporaryFolder();
        await TestStudy.RunAsync(Bowl("refine", "none"), folder.Path, cancellation: Cancellation);
        string digest = ResultDigest.Of(folder.Path);

        var again = await TestStudy.RunAsync(Bowl("refine", "none", () => Assert.Fail("A fit was run again.")), folder.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 0), (again.Reason, again.Ran));
        Assert.Equal(digest, ResultDigest.Of(folder.Path));
    }

    [Fact]
    public async Task A_grid_that_was_run_can_be_allowed_to_extend_afterwards()
    {
        using var folder = new TemporaryFolder();
        using var fresh = new TemporaryFolder();
        var plain = Bowl("grid", "none") with { Search = new GridSearch() };

        var first = await TestStudy.RunAsync(plain, folder.Path, cancellation: Cancellation);
        var second = await TestStudy.RunAsync(Bowl("grid", "none"), folder.Path, cancellation: Cancellation);
        await TestStudy.RunAsync(Bowl("grid", "none"), fresh.Path, cancellation: Cancellation);

        Assert.Equal((6, 4), (first.Ran, second.Ran));
        Assert.Equal(ResultDigest.Of(fresh.Path), ResultDigest.Of(folder.Path));
    }

    [Fact]
    public async Task A_fit_that_failed_counts_as_worst_and_as_it_did_also_after_it_was_run_again()
    {
        using var folder = new TemporaryFolder();
        bool broken = true;
        // Without 0.001 the best is 0.01, which lies inside.
        var study = Bowl("grid", "none", (fit, _) => broken && (double)fit.Configuration["x"]! == 0.001 ? throw new InvalidOperationException("out of order") : 0);
        var first = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);
        broken = false;

        var retried = await TestStudy.RunAsync(study, folder.Path, RunMode.RetryFailed, cancellation: Cancellation);
        var status = LedgerStatus.Of(folder.Path);
        var then = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 6, 2), (first.Reason, first.Finished, first.Failed));
        // Now 0.001 is the best, and a round follows, which is not for retry to run.
        Assert.Equal((StopReason.Unfinished, 2, 6), (retried.Reason, retried.Ran, retried.Finished));
        Assert.Equal((8, 6), (status.Fits, status.Done));
        Assert.Equal((StopReason.Done, 4, 10), (then.Reason, then.Ran, then.Finished));
    }

    [Fact]
    public async Task What_a_retry_changes_does_not_change_rounds_that_have_begun()
    {
        using var folder = new TemporaryFolder();
        bool broken = true;
        // 0.01 fails at first, so that 0.001 is the best and the grid is extended; afterwards it is the best of all, and lies inside.
        var study = Bowl("grid", "none", (fit, _) => (double)fit.Configuration["x"]! != 0.01 ? 0 : broken ? throw new InvalidOperationException("out of order") : -100);
        var first = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);
        broken = false;

        var retried = await TestStudy.RunAsync(study, folder.Path, RunMode.RetryFailed, cancellation: Cancellation);
        var again = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 10, 2), (first.Reason, first.Finished, first.Failed));
        Assert.Equal((StopReason.Done, 2, 10), (retried.Reason, retried.Ran, retried.Finished));
        Assert.Equal((StopReason.Done, 0, 10), (again.Reason, again.Ran, again.Finished));
    }

    [Fact]
    public async Task Failures_are_counted_over_all_rounds()
    {
        using var folder = new TemporaryFolder();
        var study = Bowl("grid", "none", (fit, cancellation) =>
        {
            if (fit.Number == 7)
                cancellation.WaitHandle.WaitOne();
            return (double)fit.Configuration["x"]! is 0.1 or 0.0001 && !cancellation.IsCancellationRequested ? throw new InvalidOperationException("out of order") : 0;
        }) with
        {
            Limits = new StudyLimits { MaxFailures = 3 },
        };

        var end = await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = 1 }, cancellation: Cancellation);
        study = study with { Limits = new StudyLimits { MaxFailures = 2 } };
        var before = await TestStudy.RunAsync(study, folder.Path, RunMode.Replace, new RunOptions { Workers = 1 }, cancellation: Cancellation);

        Assert.Equal((StopReason.MaxFailures, 3, 3), (end.Reason, end.Failed, end.Study.Limits.MaxFailures));
        Assert.Equal((StopReason.MaxFailures, 2), (before.Reason, before.Failed));
    }

    [Fact]
    public async Task The_time_of_a_study_is_that_of_all_its_rounds()
    {
        using var folder = new TemporaryFolder();
        var time = new SkippingClock();
        // The first two rounds take ten minutes each, and the third waits for its end.
        var study = Bowl("grid", "none", (fit, cancellation) =>
        {
            if (fit.Number is 0 or 6)
                time.Skip(TimeSpan.FromMinutes(10));
            if (fit.Number >= 8)
                cancellation.WaitHandle.WaitOne();
            return 0;
        }) with
        {
            Limits = new StudyLimits { StudyTime = TimeSpan.FromMinutes(15) },
        };

        var end = await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = 1 }, time: time, cancellation: Cancellation);

        Assert.Equal((StopReason.TimeLimit, 8, TimeSpan.FromMinutes(15)), (end.Reason, end.Finished, end.Study.Limits.StudyTime));
    }

    [Fact]
    public async Task A_pruner_looks_back_into_earlier_rounds()
    {
        using var folder = new TemporaryFolder();
        var seen = new ConcurrentBag<int>();
        var study = Bowl("grid", "none") with { Pruner = new Onlooker(seen), Lag = 1 };

        await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        // 5 trials, each of which sees those before the one before it.
        Assert.Equal([0, 0, 0, 0, 1, 1, 2, 2, 3, 3], seen.Order());
    }

    [Fact]
    public void Values_that_an_optimizer_would_refuse_are_none_that_may_be_tried()
    {
        using var folder = new TemporaryFolder();
        var space = StudyReader.Read(SmallStudy.Write(folder, text => text + "\nmethod: { kind: grid, extend: 1 }")).Space;
        var momentum = space.Hyperparameters[0].Domain.Choices.Single(choice => $"{choice.Value}" == "momentum").Conditional.Hyperparameters.Single();
        var rate = space.Hyperparameters[1];

        Assert.Equal([true, true, false, false], new[] { 0, 0.99, 1.3, -0.1 }.Select(decay => momentum.Accepts!(decay)));
        Assert.Equal([true, true, false, false, false], new[] { 10, 1e-30, 0, -0.1, 1e39 }.Select(value => rate.Accepts!(value)));
    }

    [Fact]
    public void More_hyperparameters_than_a_sequence_has_dimensions_are_refused_before_the_first_fit()
    {
        string parameters = string.Concat(Enumerable.Range(0, 65).Select(number => $"  x{number}: {{ min: 0, max: 1 }}\n"));
        foreach (var (method, name) in new[] { ("sobol", "Sobol's"), ("halton", "Halton's") })
        {
            using var folder = new TemporaryFolder();
            string study = folder.Write("study.yaml", $"name: many\ncommand: [\"true\"]\nmetric: {{ name: loss, goal: minimize }}\nmethod: {method}\ntrials: 4\nparameters:\n{parameters}");

            WrongInputTests.AssertRefused(
                folder, study, $"study.yaml, line 7, parameters: {name} sequence has 64 dimensions here, and 65 hyperparameters vary. Vary fewer, or use method: random.");
        }
    }

    [Fact(Timeout = HyperSweepProcess.Milliseconds)]
    public async Task A_study_that_is_killed_goes_on_in_the_round_in_which_it_was()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("epochs: 3,", "epochs: 300,", StringComparison.Ordinal) + "\nmethod: { kind: refine, points: 2, extend: 1 }");
        string results = Path.Combine(folder.Path, "results"), undisturbed = Path.Combine(folder.Path, "undisturbed");
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet", "--output", undisturbed).ExitCode);

        // Once in the first round, and twice in later ones.
        foreach (long until in new[] { 20, 90, 110 })
        {
            using var process = HyperSweepProcess.Start(["run", study, "--workers", "2", "--quiet"]);
            var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
            while (!process.HasExited && Results(results) < until)
                await Task.Delay(10, Cancellation);
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
            await reading;
        }
        var (exitCode, _, error) = HyperSweep.Run("run", study, "--quiet");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(ResultDigest.Of(undisturbed), ResultDigest.Of(results));
        Assert.InRange(TestStudy.Column<long>(results, "trials", "round").Max(), 3, 4);
    }

    [Fact]
    public void Check_plan_and_run_tell_of_rounds()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text + "\nmethod: { kind: grid, extend: 1 }");

        var (check, plan, run) = (HyperSweep.Run("check", study), HyperSweep.Run("plan", study), HyperSweep.Run("run", study, "--workers", "1"));

        // sgd and batch gradient descent have one scale, momentum two, adam one.
        Assert.Contains("\nplan        14 trials × 6 folds = 84 fits of 3 epochs, then up to 5 trials more, round by round\n", check.Output, StringComparison.Ordinal);
        Assert.Matches("measured on this machine just now; further rounds up to [0-9.]+ s more\n$", plan.Output);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("points: 14 trials × 6 fits on 1 worker.\n", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"\npoints, round 2: [1-5] trials? × 6 fits on 1 worker\.\n", run.Error);
        Assert.Matches(@"\n(?<fits>\d+)/\k<fits> fits in 2 rounds, ", run.Error);
    }

    [Fact]
    public void Events_tell_of_rounds()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text + "\nmethod: { kind: refine, rounds: 1, points: 2 }");

        string[] lines = HyperSweep.Run("run", study, "--format", "json").Output.Split('\n');

        string round = Assert.Single(lines, line => line.StartsWith("{\"event\":\"round_started\",", StringComparison.Ordinal));
        Assert.Matches("^{\"event\":\"round_started\",\"round\":2,\"trials\":[0-9]+,\"fits\":[0-9]+,\"to_run\":[0-9]+,\"workers\":[0-9]+}$", round);
        string[] after = lines[(Array.IndexOf(lines, round) + 1)..];
        Assert.All(after.Where(line => line.Contains("\"event\":\"fit\"", StringComparison.Ordinal)), line => Assert.Matches("\"fit\":(8[4-9]|9[0-9]|[1-9][0-9][0-9]),", line));
    }

    // How many fits have results.
    private static long Results(string directory) => File.Exists(Path.Combine(directory, StudyLedger.FileName))
        && LedgerFile.Read(directory, "SELECT count(*) FROM sqlite_schema WHERE name = 'steps'", row => row.GetInt64(0))[0] > 0
        ? LedgerFile.Read(directory, "SELECT count(*) FROM fits", row => row.GetInt64(0))[0]
        : 0;

    // A bowl in the logarithm of x, with its bottom at 0.0002, told in three epochs.
    private static Study Bowl(string search, string pruner, Action? started = null) => Bowl(search, pruner, (_, _) =>
    {
        started?.Invoke();
        return 0;
    });

    private static Study Bowl(string search, string pruner, Func<FitRun, CancellationToken, double> more) => TestStudy.Of((fit, cancellation) =>
    {
        double extra = more(fit, cancellation), off = Math.Abs(Math.Round(Math.Log10((double)fit.Configuration["x"]! / 0.0002), 9)) + extra;
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!fit.Report(off + 0.01 * fit.Fold.Number + 1.0 / epoch))
                break;
        }
        return off;
    }, folds: Fits) with
    {
        Space = new SearchSpace([new("x", new ListDomain(new Choice(0.1), new Choice(0.01), new Choice(0.001)))]),
        Search = search == "grid" ? new GridSearch { Extend = 4 } : new RefineSearch { Rounds = 2, Points = 3, Extend = 4 },
        Pruner = pruner == "none" ? null : PruningRules.Catalog.Create(pruner),
        Lag = 2,
    };

    private sealed class SkippingClock : TimeProvider
    {
        private long _skipped;

        public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks * (TimestampFrequency / TimeSpan.TicksPerSecond));

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _skipped);
    }

    private sealed class Onlooker(ConcurrentBag<int> seen) : IPruner
    {
        public bool ShouldStop(IReadOnlyList<double> course, IReadOnlyList<PastFit> earlier, bool maximize)
        {
            if (course.Count == 3)
                seen.Add(earlier.Count(fit => fit.Completed));
            return false;
        }
    }
}
