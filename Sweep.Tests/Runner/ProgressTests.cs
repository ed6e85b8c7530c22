using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Tests.Runner;

public class ProgressTests
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
    public void A_terminal_has_one_line_kept_up_to_date_and_cleared_at_the_end()
    {
        var (study, fits, clock) = Sample();
        using var output = new StringWriter();
        using (var progress = new LiveProgress(study, output, width: 20, clock))
        {
            progress.Ended(fits[0].Fit, null); // too soon after the start
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.Ended(fits[1].Fit, null);
        }

        Assert.Equal("\r\e[2K2/84 fits, 2.0/s, 4\r\e[2K", output.ToString());
    }

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
    }
}
