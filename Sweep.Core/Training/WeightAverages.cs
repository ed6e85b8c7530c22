using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>The averages of weights that a study file can name.</summary>
public static class WeightAverages
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<IWeightAverage> Catalog { get; } = new Catalog<IWeightAverage>("average of weights")
        .Add<ExponentialAverage>("ema")
        .Add<StochasticAverage>("swa");
}
