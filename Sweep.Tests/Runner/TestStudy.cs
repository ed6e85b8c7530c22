using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Sweep.Core.Parquet;
using Sweep.Runner.Executors;
using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Runner;

/// <summary>Studies of a function that costs nothing, and what it takes to run them.</summary>
internal static class TestStudy
{
    /// <summary>A grid of x, on some folds.</summary>
    public static Study Of(Func<FitRun, CancellationToken, double> evaluate, int trials = 12, int folds = 3) =>
        Of(new DelegateObjective(evaluate, "loss"), trials, folds);

    public static Study Of(IObjective objective, int trials = 12, int folds = 3) => new()
    {
        Name = "function",
        Source = StudySource.Code(new Dictionary<string, string> { ["objective"] = "test" }),
        Objective = objective,
        Metric = new StudyMetric("loss", maximize: false),
        Folds = [.. Enumerable.Range(0, folds).Select(fold => new StudyFold(fold, 0, fold))],
        Space = new SearchSpace([new Hyperparameter("x", new ListDomain([.. Enumerable.Range(0, trials).Select(x => new Choice((double)x))]))]),
        Seed = 1,
        Limits = new StudyLimits { RetryDelay = TimeSpan.FromMilliseconds(1) },
    };

    /// <summary>A value that depends on configuration, fold and seed.</summary>
    public static double Value(FitRun fit) => (double)fit.Configuration["x"]! + 0.25 * fit.Fold.Number + fit.Seed * 1e-12;

    public static Task<StudyEnd> RunAsync(
        Study study, string directory, RunMode mode = RunMode.Start, RunOptions? options = null, TimeProvider? time = null, IStudyProgress? progress = null, CancellationToken cancellation = default) =>
        new StudyRunner(time ?? TimeProvider.System, ResiliencePipeline.Empty, NullLogger<StudyRunner>.Instance)
            .RunAsync(study, directory, mode, options ?? new RunOptions { Workers = 2 }, progress ?? new SilentProgress(), cancellation);

    /// <summary>A column of a result file.</summary>
    public static T[] Column<T>(string directory, string table, string column)
    {
        using var reader = ParquetReader.Open(Path.Combine(directory, table + ".parquet"));
        return reader.Read<T>(column).Values;
    }
}
