using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Spectre.Console;
using Sweep.Runner.Commands;
using Sweep.Runner.Executors;
using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Tests.Runner;

public partial class ProgressTests
{
    [Fact]
    public void A_file_gets_a_line_every_few_seconds_and_one_at_the_end()
    {
        var (study, fits, clock) = Sample();
        using var output = new StringWriter { NewLine = "\n" };
        using var progress = new LineProgress(study, output, clock);

        foreach (var fit in fits)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.Ended(fit.Fit, fit.Trial);
        }

        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((study.Fits + 4) / 5, lines.Length);
        Assert.Equal("5/84 fits, 1.0/s, 79 s left, 1 diverged", lines[0]);
        Assert.Equal("10/84 fits, 1.0/s, 74 s left, 1 diverged", lines[1]);
        Assert.Equal("15/84 fits, 1.0/s, 69 s left, best validation_accuracy 0.5000 (sgd at 0.1), 1 diverged", lines[2]);
        Assert.Equal("84/84 fits, 1.0/s, done, best validation_accuracy 0.5000 (sgd at 0.1), 1 diverged", lines[^1]);
    }

    [Fact]
    public void A_trial_without_a_number_is_not_the_best_one()
    {
        var study = TestStudy.Of((_, _) => double.NaN, trials: 1, folds: 1);
        var fit = new FitResult(0, 0, 1, study.Suggest(0), study.Folds[0], FitOutcome.Completed(double.NaN), 0, TimeSpan.Zero);
        using var output = new StringWriter { NewLine = "\n" };
        using (var progress = new LineProgress(study, output, TimeProvider.System))
            progress.Ended(fit, TrialResult.Of([fit]));

        Assert.DoesNotContain("best", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_stopped_ends_with_a_line_that_has_all_of_it()
    {
        var (study, fits, clock) = Sample();
        using var output = new StringWriter { NewLine = "\n" };
        using (var progress = new LineProgress(study, output, clock))
        {
            progress.Begun(study, 2, study.Fits);
            clock.Advance(TimeSpan.FromSeconds(2));
            progress.Ended(fits[0].Fit, null);
            progress.Ended(fits[1].Fit, null);
        }

        Assert.Equal("points: 14 trials × 6 fits on 2 workers.\n2/84 fits, 1.0/s, 82 s left, 1 diverged\n", output.ToString());
    }

    [Fact]
    public void A_resumed_study_ends_with_a_line_and_counts_what_there_was()
    {
        var (study, fits, clock) = Sample();
        using var output = new StringWriter { NewLine = "\n" };
        using (var progress = new LineProgress(study, output, clock))
        {
            for (int fit = 0; fit < 83; fit++)
                progress.Resumed(FitState.Completed);
            progress.Begun(study, 1, 1);
            clock.Advance(TimeSpan.FromSeconds(4));
            progress.Ended(fits[83].Fit, fits[83].Trial);
        }

        Assert.Equal(
            "points: 14 trials × 6 fits on 1 worker; 83 fits done before.\n" +
            "84/84 fits, 15.0/min, done, best of this run: validation_accuracy 0.5000 (adam at 0.01)\n", output.ToString());
    }

    [Fact]
    public void Where_nothing_is_left_to_run_there_is_nothing_to_say()
    {
        var (study, _, clock) = Sample();
        using var output = new StringWriter();
        foreach (IStudyProgress progress in new IStudyProgress[] { new LineProgress(study, output, clock), new LiveProgress(study, new Screen(output, () => (80, 24), ColorSystem.NoColors, Unicode: true), clock) })
        {
            using (progress)
            {
                progress.Resumed(FitState.Completed);
                progress.Begun(study, 0, 0);
            }
        }

        Assert.Empty(output.ToString());
    }

    [Fact]
    public void A_file_that_takes_no_more_lines_does_not_end_the_study()
    {
        var (study, fits, clock) = Sample();
        using var progress = new LineProgress(study, new FullDisk(), clock);

        progress.Begun(study, 1, study.Fits);
        clock.Advance(TimeSpan.FromSeconds(10));
        progress.Ended(fits[0].Fit, null);
    }

    [Fact]
    public void The_view_is_drawn_below_the_opening_line_over_what_was_there_and_taken_away()
    {
        var (study, fits, clock) = Sample();
        using var output = new StringWriter { NewLine = "\n" };
        using (var progress = new LiveProgress(study, new Screen(output, () => (28, 24), ColorSystem.NoColors, Unicode: false), clock))
        {
            progress.Begun(study, 1, study.Fits);
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.Ended(fits[0].Fit, null);
            progress.Draw();
            progress.Ended(fits[1].Fit, null);
        }

        // The cursor is hidden only while the lines are drawn, and goes back to the first of them.
        Assert.Equal(
            "points: 14 trials × 6 fits on 1 worker.\n" +
            "\e[?25l\r\e[K----------   1 %  1/84 fits\r\n\e[K1.0/s  83 s left\r\n\e[K1 s elapsed  1 diverged\r\n\e[Ktrial repeat fold epoch\r\n\e[K\e[J\e[4A\r\e[?25h" +
            "\r\e[J", Styles().Replace(output.ToString(), ""));
    }

    [Fact]
    public void A_terminal_that_has_gone_away_does_not_end_the_study()
    {
        var (study, fits, clock) = Sample();
        using var progress = new LiveProgress(study, new Screen(TextWriter.Null, () => throw new IOException("It is gone."), ColorSystem.NoColors, Unicode: true), clock);

        progress.Begun(study, 1, study.Fits);
        progress.Draw();
        progress.Ended(fits[0].Fit, null);
    }

    [Fact]
    public async Task Counts_are_right_whoever_counts_and_whoever_looks_meanwhile()
    {
        const int Workers = 4, Each = 20_000;
        var (study, fits, clock) = Sample();
        var tally = new ProgressTally(study, clock);
        tally.Begin(study, Workers, Workers * Each);
        var run = Run(fits[1].Fit);

        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(() =>
        {
            for (int fit = 0; fit < Each; fit++)
            {
                tally.Start(worker, run);
                tally.End(fits[0].Fit, null);
                tally.Leave(worker, run);
            }
        })).ToArray();
        while (!Task.WhenAll(workers).IsCompleted)
        {
            var now = tally.Snapshot();
            Assert.Equal((now.Done, now.Done), (now.Diverged, Workers * Each - now.Remaining));
        }
        await Task.WhenAll(workers);

        var end = tally.Snapshot();
        Assert.Equal((Workers * Each, 0), (end.Diverged, end.Remaining));
        Assert.All(end.Workers, Assert.Null);
    }

    [Fact]
    public void A_worker_that_was_left_behind_says_nothing_about_the_one_in_its_place()
    {
        var (study, fits, clock) = Sample();
        var tally = new ProgressTally(study, clock);
        FitRun first = Run(fits[0].Fit), second = Run(fits[7].Fit);
        tally.Begin(study, 1, study.Fits);

        tally.Start(0, first);
        clock.Advance(TimeSpan.FromSeconds(1));
        tally.Start(0, second);
        clock.Advance(TimeSpan.FromSeconds(3));
        second.Report(0);
        tally.Leave(0, first);

        var running = Assert.Single(tally.Snapshot().Workers);
        Assert.Equal(new RunningFit(1, study.Folds[1], 1, 1, 3, TimeSpan.FromSeconds(3), second.Configuration), running);
    }

    [Fact]
    public async Task A_worker_that_waits_to_try_again_is_not_shown_as_running()
    {
        using var folder = new TemporaryFolder();
        var calls = new ConcurrentQueue<string>();
        var study = TestStudy.Of(
            (fit, _) =>
            {
                calls.Enqueue($"runs {fit.Attempt}");
                return fit.Attempt == 1 ? throw new IOException("The disk is busy.") : 0;
            }, trials: 1, folds: 1);

        using var progress = new Recorder(calls);
        await new StudyRunner(TimeProvider.System, ResiliencePipeline.Empty, NullLogger<StudyRunner>.Instance)
            .RunAsync(study, folder.Path, RunMode.Start, new RunOptions { Workers = 1 }, progress, TestContext.Current.CancellationToken);

        Assert.Equal(["begun 1 1", "started 1", "runs 1", "left 1", "started 2", "runs 2", "left 2", "ended 2"], calls);
    }

    [Fact]
    public async Task The_view_is_for_the_terminal_alone_and_what_a_program_reads_is_the_same_with_it()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var screen = new Screen(error, () => (40, 24), ColorSystem.Standard, Unicode: true);

        int exitCode = await HyperSweepProgram.RunAsync(
            ["run", study, "--output", Path.Combine(folder.Path, "seen")], new Terminal(output, error, OutputWidth: 200, screen), TestContext.Current.CancellationToken);

        Assert.Equal(0, exitCode);
        Assert.Equal(HyperSweep.Run("run", study).Output, output.ToString());
        Assert.StartsWith("points: 14 trials × 6 fits on ", error.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"(^|\e\[J|\n)84 fits in .* s\. Results: .*\n$", error.ToString());
    }

    [Fact]
    public void The_rate_is_that_of_ten_seconds_and_of_more_where_few_have_ended_in_them()
    {
        var rate = new RateWindow();

        Assert.Equal(100, rate.At(TimeSpan.FromSeconds(1), 100, enough: 8));
        Assert.Equal(55, rate.At(TimeSpan.FromSeconds(2), 110, enough: 8));
        // From second 1 on: (200 − 100) / 10.
        Assert.Equal(10, rate.At(TimeSpan.FromSeconds(11), 200, enough: 8));
        // From second 2 on, though 40 seconds have passed: since second 11 only 5 have ended.
        Assert.Equal(95.0 / 40, rate.At(TimeSpan.FromSeconds(42), 205, enough: 8));
        Assert.Equal(95.0 / 98, rate.At(TimeSpan.FromSeconds(100), 205, enough: 8));
    }

    [Fact]
    public void A_study_without_end_in_sight_has_a_time_left_nevertheless()
    {
        var now = new ProgressSnapshot { Fits = long.MaxValue, Done = 1, Remaining = long.MaxValue - 1, Elapsed = TimeSpan.FromHours(1), Rate = 1.0 / 3600 };

        Assert.Equal("1/9223372036854775807 fits, 1.0/h, 365000 d 0 h left", now.Line());
    }

    private static FitRun Run(FitResult fit) => new()
    {
        Number = fit.Number,
        Trial = fit.Trial,
        Attempt = fit.Attempt,
        Configuration = fit.Configuration,
        Fold = fit.Fold,
        StudySeed = 1,
        Files = new FitFiles("", 0),
    };

    private static (Study Study, List<(FitResult Fit, TrialResult? Trial)> Fits, Clock Clock) Sample()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder));
        var fits = new List<(FitResult, TrialResult?)>();
        var open = new List<FitResult>();
        for (long number = 0; number < study.Fits; number++)
        {
            long trial = number / study.Folds.Count;
            var outcome = number == 0 ? new FitOutcome { State = FitState.Diverged, DivergedAtStep = 2 } : FitOutcome.Completed(0.5);
            open.Add(new FitResult(
                number, trial, 1, study.Suggest(trial), study.Folds[(int)(number % study.Folds.Count)], outcome, 1, TimeSpan.Zero));
            bool last = open.Count == study.Folds.Count;
            fits.Add((open[^1], last ? TrialResult.Of(open) : null));
            if (last)
                open.Clear();
        }
        return (study, fits, new Clock());
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;

        // Nothing is drawn but what a test asks for.
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Recorder(ConcurrentQueue<string> calls) : IStudyProgress
    {
        public void Resumed(FitState state) => calls.Enqueue("resumed");

        public void Begun(Study study, int workers, long fits) => calls.Enqueue($"begun {workers} {fits}");

        public void RoundBegun(Study study, int workers, long fits) => calls.Enqueue($"round {workers} {fits}");

        public void Started(int worker, FitRun fit) => calls.Enqueue($"started {fit.Attempt}");

        public void Left(int worker, FitRun fit) => calls.Enqueue($"left {fit.Attempt}");

        public void Ended(FitResult fit, TrialResult? trial) => calls.Enqueue($"ended {fit.Attempt}");

        public void Dispose()
        {
        }
    }

    private sealed class FullDisk : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Styles();
}
