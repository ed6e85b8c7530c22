using Sweep.Core.Contracts;

namespace Sweep.Core.Metrics;

/// <summary>The metrics that a study file can name.</summary>
public static class EvaluationMetrics
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<IMetric> Catalog { get; } = new Catalog<IMetric>("metric")
        .Add<Accuracy>("accuracy")
        .Add<MeanAbsoluteError>("mean_absolute_error")
        .Add<RootMeanSquaredError>("root_mean_squared_error")
        .Add<RSquared>("r2");
}
