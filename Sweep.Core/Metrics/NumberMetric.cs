using Sweep.Core.Contracts;

namespace Sweep.Core.Metrics;

/// <summary>A metric for numbers.</summary>
public abstract record NumberMetric : IMetric
{
    /// <inheritdoc/>
    public virtual double Worst => double.PositiveInfinity;

    /// <inheritdoc/>
    public virtual double Best => 0;

    /// <inheritdoc/>
    public bool Judges(TargetKind target) => target is TargetKind.Number;

    /// <inheritdoc/>
    public ITally NewTally(int outputs) => NewTally();

    /// <summary>Makes a tally of numbers, which has seen nothing yet.</summary>
    public abstract NumberTally NewTally();
}
