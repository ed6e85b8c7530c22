using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Sweep.Core.Contracts;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Runner.Executors;
using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Runner;

public class StudyRunnerTests
{
    // Longer than a busy machine lets a thread wait: a limit that others are held to, too.
    private static readonly TimeSpan _stall = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fit_that_throws_is_failed_with_its_error_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder));
        study = study with { Objective = (NetworkObjective)study.Objective with { Loss = new ThrowsOnce { AtCall = 30 } } };

        var end = await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = 1 }, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 84, 1), (end.Reason, end.Finished, end.Failed));
        Assert.Single(TestStudy.Column<string>(folder.Path, "fits", "state"), "failed");
        string[] states = TestStudy.Column<string>(folder.Path, "trials", "state");
        Assert.Equal("failed", states[0]);
        Assert.All(states.Skip(1), state => Assert.Equal("completed", state));
        Assert.True(double.IsNaN(TestStudy.Column<double>(folder.Path, "trials", "objective")[0]));
        Assert.Equal(5, TestStudy.Column<long>(folder.Path, "trials", "objective_count")[0]);
        Assert.Equal("InvalidOperationException: the loss is out of order", TestStudy.Column<string>(folder.Path, "trials", "error")[0]);
    }

    [Fact]
    public async Task Stopping_keeps_what_is_done_and_another_run_does_the_rest_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        using var asked = new ManualResetEventSlim();
        var calls = new ConcurrentBag<long>();
        var study = TestStudy.Of((fit, _) =>
        {
            calls.Add(fit.Number);
            if (fit.Number == 10)
            {
                stop.Cancel();
                asked.Set();
            }
            // Or the other worker may do all the rest while the one with fit 10 waits for its turn.
            if (fit.Number > 10)
                asked.Wait(Cancellation);
            return TestStudy.Value(fit);
        });

        var first = await TestStudy.RunAsync(study, folder.Path, cancellation: stop.Token);
        var second = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal(StopReason.Interrupted, first.Reason);
        Assert.InRange(first.Finished, 1, 35);
        Assert.Equal((StopReason.Done, 36, 36 - first.Finished), (second.Reason, second.Finished, second.Ran));
        Assert.Equal(Enumerable.Range(0, 36).Select(fit => (long)fit), calls.Order());
        Assert.Equal(12, TestStudy.Column<double>(folder.Path, "trials", "objective").Length);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Results_are_the_same_bits_for_any_number_of_workers_every_search_and_every_pruner(string search, string pruner)
    {
        var digests = new List<string>();
        foreach (int workers in new[] { 1, 2, 3, 8 })
        {
            using var folder = new TemporaryFolder();
            var study = Reporting(search, pruner);
            Assert.Equal(StopReason.Done, (await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = workers }, cancellation: Cancellation)).Reason);
            digests.Add(ResultDigest.Of(folder.Path));
            if (pruner != "none")
                Assert.Contains("pruned", TestStudy.Column<string>(folder.Path, "fits", "state"));
        }

        // Stopped again and again, at other places each time.
        using var stopped = new TemporaryFolder();
        StopReason reason;
        int runs = 0;
        do
        {
            using var stop = new CancellationTokenSource();
            int fits = 0, most = 5 + 7 * runs++;
            var study = Reporting(search, pruner, () =>
            {
                if (Interlocked.Increment(ref fits) == most)
                    stop.Cancel();
            });
            reason = (await TestStudy.RunAsync(study, stopped.Path, options: new RunOptions { Workers = 3 }, cancellation: stop.Token)).Reason;
        }
        while (reason == StopReason.Interrupted);
        digests.Add(ResultDigest.Of(stopped.Path));

        Assert.InRange(runs, 2, 100);
        Assert.Single(digests.Distinct());
    }

    public static TheoryData<string, string> Kinds()
    {
        var kinds = new TheoryData<string, string>();
        foreach (string search in SearchStrategies.Catalog.Names)
        {
            foreach (string pruner in PruningRules.Catalog.Names.Append("none"))
                kinds.Add(search, pruner);
        }
        return kinds;
    }

    [Fact]
    public async Task A_pruner_looks_back_at_all_trials_before_the_lag_and_at_no_others()
    {
        using var folder = new TemporaryFolder();
        var seen = new ConcurrentDictionary<(double X, int Fold), int>();
        var study = Reporting("grid", "none") with { Pruner = new Onlooker(seen), Lag = 4 };

        await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = 8 }, cancellation: Cancellation);

        Assert.Equal(study.Fits, seen.Count);
        Assert.All(seen, each => Assert.Equal(Math.Max(0, (int)each.Key.X - 4), each.Value));
    }

    [Fact]
    public async Task What_may_pass_is_tried_again_and_every_attempt_stands_in_the_ledger()
    {
        using var folder = new TemporaryFolder();
        var study = TestStudy.Of((fit, _) => fit.Number == 4 && fit.Attempt < 3 ? throw new IOException("the disk is away") : TestStudy.Value(fit));

        var end = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 0), (end.Reason, end.Failed));
        long[] attempts = TestStudy.Column<long>(folder.Path, "fits", "attempts");
        Assert.Equal(3, attempts[4]);
        Assert.Equal(35, attempts.Count(attempt => attempt == 1));
        Assert.Equal(
            [(4, 1, "failed", "IOException: the disk is away"), (4, 2, "failed", "IOException: the disk is away")],
            LedgerFile.Attempts(folder.Path));
    }

    [Fact]
    public async Task What_fails_in_every_attempt_is_failed_and_retry_runs_it_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var calls = new ConcurrentBag<long>();
        bool mended = false;
        var study = TestStudy.Of((fit, _) =>
        {
            calls.Add(fit.Number);
            return fit.Number is 4 or 20 && !mended ? throw new ArithmeticException("no") : TestStudy.Value(fit);
        });

        var first = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);
        Assert.Equal(2, TestStudy.Column<string>(folder.Path, "trials", "state").Count(state => state == "failed"));
        calls.Clear();
        mended = true;
        var second = await TestStudy.RunAsync(study, folder.Path, RunMode.RetryFailed, cancellation: Cancellation);

        Assert.Equal((2, StopReason.Done), (first.Failed, first.Reason));
        Assert.Equal((StopReason.Done, 36, 2, 0), (second.Reason, second.Finished, second.Ran, second.Failed));
        Assert.Equal([4L, 20L], calls.Order());
        Assert.All(TestStudy.Column<string>(folder.Path, "trials", "state"), state => Assert.Equal("completed", state));
        using var undisturbed = new TemporaryFolder();
        await TestStudy.RunAsync(study, undisturbed.Path, cancellation: Cancellation);
        Assert.Equal(ResultDigest.Of(undisturbed.Path), ResultDigest.Of(folder.Path));
    }

    [Fact]
    public async Task Retry_of_a_study_that_is_not_finished_leaves_its_other_fits_alone_and_ends_each_trial_once()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        bool mended = false;
        var study = TestStudy.Of((fit, _) =>
        {
            if (fit.Number == 20 && !mended)
                stop.Cancel();
            return fit.Trial == 2 && !mended ? throw new ArithmeticException("no") : TestStudy.Value(fit);
        });
        var first = await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = 1 }, cancellation: stop.Token);
        Assert.Equal(3, first.Failed);
        mended = true;
        using var ended = new CountingProgress();

        var retried = await TestStudy.RunAsync(study, folder.Path, RunMode.RetryFailed, progress: ended, cancellation: Cancellation);

        Assert.Equal((StopReason.Unfinished, 3, first.Finished), (retried.Reason, retried.Ran, retried.Finished));
        Assert.Equal([2L], ended.Trials);
        Assert.Equal(StopReason.Done, (await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation)).Reason);
    }

    [Fact]
    public async Task Too_many_failures_stop_the_study()
    {
        using var folder = new TemporaryFolder();
        var study = TestStudy.Of((fit, _) => throw new InvalidOperationException("never"), trials: 100_000);

        var end = await TestStudy.RunAsync(study with { Limits = study.Limits with { MaxFailures = 5 } }, folder.Path, cancellation: Cancellation);

        Assert.Equal(StopReason.MaxFailures, end.Reason);
        Assert.InRange(end.Failed, 5, 299_999);
        Assert.Equal("InvalidOperationException: never", end.LastError);
    }

    [Fact]
    public async Task What_fails_always_stops_the_study_and_its_fits_stay_to_be_run()
    {
        using var folder = new TemporaryFolder();
        bool mended = false;
        var study = TestStudy.Of((fit, _) => mended ? TestStudy.Value(fit) : throw new IOException("away"), trials: 1000);

        var end = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Hopeless, "IOException: away"), (end.Reason, end.LastError));
        Assert.InRange(end.Finished, 0, 10);
        mended = true;
        Assert.Equal(StopReason.Done, (await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation)).Reason);
    }

    [Fact]
    public async Task A_fit_that_takes_too_long_is_failed()
    {
        using var folder = new TemporaryFolder();
        var objective = new DelegateObjective(
            async (fit, cancellation) =>
            {
                if (fit.Number == 7)
                    await Task.Delay(Timeout.Infinite, cancellation);
                return TestStudy.Value(fit);
            }, "loss");
        var study = TestStudy.Of(objective) with { Limits = new StudyLimits { FitTime = _stall } };

        var end = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 1), (end.Reason, end.Failed));
        Assert.Equal("It did not end within the time limit of 00:00:02.", TestStudy.Column<string>(folder.Path, "fits", "error")[7]);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_pause_before_a_retry_is_no_part_of_a_fit_s_time()
    {
        using var folder = new TemporaryFolder();
        var study = TestStudy.Of((fit, _) => fit is { Number: 4, Attempt: 1 } ? throw new IOException("away") : TestStudy.Value(fit));
        // The pause is longer than limit and grace together, whatever its jitter.
        study = study with { Limits = new StudyLimits { FitTime = _stall, RetryDelay = 4 * _stall } };

        var end = await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = 2, Grace = TimeSpan.FromMilliseconds(100) }, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 0), (end.Reason, end.Failed));
        Assert.Equal(2, TestStudy.Column<long>(folder.Path, "fits", "attempts")[4]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_fit_that_loops_for_ever_is_left_behind_and_takes_no_other_with_it()
    {
        using var folder = new TemporaryFolder();
        using var end = new ManualResetEventSlim();
        using var left = new CountdownEvent(2);
        var study = TestStudy.Of((fit, _) =>
        {
            if (fit.Number is 3 or 4)
            {
                fit.Report(1);
                end.Wait(CancellationToken.None);
                // Nobody listens any more.
                Assert.False(fit.Report(2));
                left.Signal();
            }
            return TestStudy.Value(fit);
        });
        study = study with { Limits = new StudyLimits { FitTime = _stall } };

        var ended = await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = 2, Grace = TimeSpan.FromMilliseconds(100) }, cancellation: Cancellation);
        end.Set();
        left.Wait(Cancellation);

        Assert.Equal((StopReason.Done, 36, 2), (ended.Reason, ended.Finished, ended.Failed));
        Assert.Equal([3, 4], TestStudy.Column<string>(folder.Path, "fits", "state").Index().Where(fit => fit.Item == "failed").Select(fit => fit.Index));
        Assert.EndsWith("Its thread could not be ended and is left behind.", TestStudy.Column<string>(folder.Path, "fits", "error")[3], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_fit_that_does_not_stop_when_the_study_does_is_left_behind_and_run_again_later()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        using var end = new ManualResetEventSlim();
        bool stubborn = true;
        var study = TestStudy.Of((fit, _) =>
        {
            if (fit.Number == 3 && stubborn)
            {
                stop.Cancel();
                end.Wait(CancellationToken.None);
            }
            return TestStudy.Value(fit);
        });

        var first = await TestStudy.RunAsync(study, folder.Path, options: new RunOptions { Workers = 2, Grace = TimeSpan.FromMilliseconds(100) }, cancellation: stop.Token);
        stubborn = false;
        end.Set();
        var second = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal(StopReason.Interrupted, first.Reason);
        Assert.Equal((StopReason.Done, 36), (second.Reason, second.Finished));
        Assert.Contains((3, 1, "interrupted", "The study was stopped, and it did not end."), LedgerFile.Attempts(folder.Path));
        Assert.Equal(2, TestStudy.Column<long>(folder.Path, "fits", "attempts")[3]);
    }

    [Fact]
    public async Task A_fit_that_takes_all_memory_is_tried_again_and_then_failed_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        var study = TestStudy.Of((fit, _) => fit.Number == 5 ? new byte[int.MaxValue, int.MaxValue].Length : TestStudy.Value(fit));

        var end = await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 1), (end.Reason, end.Failed));
        Assert.StartsWith("OutOfMemoryException: ", TestStudy.Column<string>(folder.Path, "fits", "error")[5], StringComparison.Ordinal);
        Assert.Equal(3, TestStudy.Column<long>(folder.Path, "fits", "attempts")[5]);
    }

    [Fact]
    public async Task The_study_s_time_limit_stops_it_and_it_can_go_on()
    {
        using var folder = new TemporaryFolder();
        var slow = new DelegateObjective(
            async (fit, cancellation) =>
            {
                await Task.Delay(20, cancellation);
                return TestStudy.Value(fit);
            }, "loss");
        var study = TestStudy.Of(slow, trials: 100);

        var end = await TestStudy.RunAsync(study with { Limits = new StudyLimits { StudyTime = TimeSpan.FromMilliseconds(200) } }, folder.Path, cancellation: Cancellation);

        Assert.Equal(StopReason.TimeLimit, end.Reason);
        Assert.InRange(end.Finished, 0, 299);
        Assert.Equal(StopReason.Done, (await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation)).Reason);
    }

    [Fact]
    public async Task NaN_of_a_function_is_a_divergence_and_no_failure()
    {
        using var folder = new TemporaryFolder();

        var end = await TestStudy.RunAsync(TestStudy.Of((fit, _) => fit.Number == 2 ? double.NaN : TestStudy.Value(fit)), folder.Path, cancellation: Cancellation);

        Assert.Equal(0, end.Failed);
        Assert.Equal("diverged", TestStudy.Column<string>(folder.Path, "fits", "state")[2]);
        Assert.Equal(1, TestStudy.Column<long>(folder.Path, "trials", "diverged_fits")[0]);
    }

    [Fact]
    public async Task All_trials_of_a_fold_are_handed_the_same_seed_and_other_folds_others()
    {
        using var folder = new TemporaryFolder();
        var seeds = new ConcurrentBag<(int Fold, int Seed)>();

        await TestStudy.RunAsync(
            TestStudy.Of((fit, _) =>
            {
                seeds.Add((fit.Fold.Number, fit.Seed));
                return 0;
            }), folder.Path, cancellation: Cancellation);

        Assert.Equal(3, seeds.Distinct().Count());
        Assert.Equal(3, seeds.Select(each => each.Seed).Distinct().Count());
        Assert.All(seeds, each => Assert.InRange(each.Seed, 0, int.MaxValue));
    }

    [Fact]
    public async Task Fits_and_retries_can_be_listened_to()
    {
        using var folder = new TemporaryFolder();
        var activities = new ConcurrentBag<Activity>();
        long fits = 0, retries = 0;
        using var source = new ActivityListener
        {
            ShouldListenTo = each => each.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((activity.GetTagItem("hypersweep.study") as string) == "listened")
                    activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(source);
        using var meter = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (!tags.ToArray().Contains(new("hypersweep.study", "listened")))
                return;
            Interlocked.Add(ref instrument.Name == "hypersweep.fits" ? ref fits : ref retries, value);
        });
        meter.Start();
        var study = TestStudy.Of((fit, _) => fit.Number == 4 && fit.Attempt == 1 ? throw new IOException("away") : TestStudy.Value(fit)) with { Name = "listened" };

        await TestStudy.RunAsync(study, folder.Path, cancellation: Cancellation);

        Assert.Equal((36, 1), (fits, retries));
        Assert.Equal(37, activities.Count);
    }

    // Every fit reports ten epochs, later trials worse ones, and three fits blow up.
    private static Study Reporting(string search, string pruner, Action? started = null) => TestStudy.Of((fit, cancellation) =>
    {
        started?.Invoke();
        double value = 0;
        for (int epoch = 1; epoch <= 10; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            value = TestStudy.Value(fit) + 10.0 / epoch;
            if (!fit.Report(value))
                return value;
        }
        return fit.Number % 29 == 11 ? double.NaN : value;
    }, trials: 30) with
    {
        Search = SearchStrategies.Catalog.Create(search),
        Trials = 30,
        Pruner = pruner == "none" ? null : PruningRules.Catalog.Create(pruner),
        Lag = 6,
    };

    private sealed class Onlooker(ConcurrentDictionary<(double X, int Fold), int> seen) : IPruner
    {
        public bool ShouldStop(IReadOnlyList<double> course, IReadOnlyList<PastFit> earlier, bool maximize)
        {
            // The last epoch's value tells trial and fold: x + fold / 4 + 10 / epoch.
            if (course.Count == 10)
                seen[(Math.Floor(course[^1] - 1), (int)Math.Round((course[^1] - 1 - Math.Floor(course[^1] - 1)) * 4))] = earlier.Count(fit => fit.Completed || fit.Course.Count > 0);
            return false;
        }
    }

    private sealed class ThrowsOnce : ILoss
    {
        private int _calls;

        public required int AtCall { get; init; }

        public TargetKind Target => TargetKind.Classes;

        public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient) =>
            ++_calls == AtCall
                ? throw new InvalidOperationException("the loss is out of order")
                : new CrossEntropy().Evaluate(predictions, targets, gradient);
    }
}
