namespace Sweep.Core.Metrics;

/// <summary>The mean of something that each prediction has for itself.</summary>
/// <param name="each">What a prediction has, by itself and its target.</param>
internal sealed class MeanTally(Func<double, double, double> each) : NumberTally
{
    private double _sum;
    private double _weights;

    /// <inheritdoc/>
    public override double Value => _sum / _weights;

    /// <inheritdoc/>
    public override void Add(double prediction, double target, double weight = 1)
    {
        _sum += weight * each(prediction, target);
        _weights += weight;
    }

    /// <inheritdoc/>
    public override void Reset() => (_sum, _weights) = (0, 0);
}
