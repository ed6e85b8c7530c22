using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>The squared difference of log(1 + prediction) and log(1 + target), averaged: for numbers of at least 0 that grow by factors.</summary>
/// <remarks>It has no meaning, and is NaN, where a prediction or a target is below 0, as scikit-learn refuses it there.</remarks>
public sealed record MeanSquaredLogError : NumberMetric
{
    /// <inheritdoc/>
    public override NumberTally NewTally() => new MeanTally(static (prediction, target) =>
    {
        if (!(prediction >= 0 && target >= 0))
            return double.NaN;
        double difference = Elementary.Log(1 + prediction) - Elementary.Log(1 + target);
        return difference * difference;
    });
}
