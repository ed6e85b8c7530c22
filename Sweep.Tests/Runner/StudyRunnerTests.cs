using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Sweep.Core.Contracts;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Core.Parquet;
using Sweep.Runner.Executors;
using Sweep.Runner.Progress;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

public class StudyRunnerTests
{
    [Fact]
    public async Task A_fit_that_throws_is_failed_with_its_error_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder)) with { Loss = new ThrowsOnce { AtCall = 30 } };

        var trials = await RunAsync(study, folder.Path, CancellationToken.None);

        Assert.Equal(FitState.Failed, trials[0].State);
        Assert.Equal("InvalidOperationException: the loss is out of order", trials[0].Error);
        Assert.All(trials.Skip(1), trial => Assert.Equal(FitState.Completed, trial.State));
        using var fits = ParquetReader.Open(Path.Combine(folder.Path, "fits.parquet"));
        Assert.Single(fits.Read<string>("state").Values, "failed");
        using var log = ParquetReader.Open(Path.Combine(folder.Path, "trials.parquet"));
        Assert.Equal("failed", log.Read<string>("state").Values[0]);
        Assert.True(double.IsNaN(log.Read<double>("objective").Values[0]));
        Assert.Equal(5, log.Read<long>("objective_count").Values[0]);
        Assert.Equal("InvalidOperationException: the loss is out of order", log.Read<string>("error").Values[0]);
    }

    [Fact]
    public async Task Cancelling_ends_the_study_and_leaves_no_half_written_file()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var study = StudyReader.Read(SmallStudy.Write(folder)) with { Epochs = 1_000_000, Loss = new CancelsAt(cancellation) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(study, folder.Path, cancellation.Token));

        Assert.Equal(["points.csv", "study.yaml"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    private static async Task<IReadOnlyList<TrialResult>> RunAsync(Study study, string directory, CancellationToken cancellation)
    {
        var runner = new StudyRunner(TimeProvider.System, NullLogger<StudyRunner>.Instance);
        using var results = ResultLog.Open(study, directory, replace: false, ResiliencePipeline.Empty);
        using var progress = new SilentProgress();
        var trials = await runner.RunAsync(study, workers: 1, results, progress, cancellation);
        results.Publish();
        return trials;
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

    private sealed class CancelsAt(CancellationTokenSource cancellation) : ILoss
    {
        private int _calls;

        public TargetKind Target => TargetKind.Classes;

        public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
        {
            if (++_calls == 100)
                cancellation.Cancel();
            return new CrossEntropy().Evaluate(predictions, targets, gradient);
        }
    }
}
