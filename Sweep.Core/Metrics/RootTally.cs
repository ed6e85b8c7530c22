namespace Sweep.Core.Metrics;

/// <summary>The root of another tally.</summary>
internal sealed class RootTally(NumberTally square) : NumberTally
{
    /// <inheritdoc/>
    public override double Value => Math.Sqrt(square.Value);

    /// <inheritdoc/>
    public override void Add(double prediction, double target, double weight = 1) => square.Add(prediction, target, weight);

    /// <inheritdoc/>
    public override void Reset() => square.Reset();
}
