namespace Sweep.Core.Metrics;

/// <summary>The sum of squares around the mean, of numbers that come one at a time.</summary>
/// <remarks>
/// Source: Welford 1962, "Note on a method for calculating corrected sums of squares and products", with weights as in West 1979. Numbers are
/// taken relative to the first one: those far from 0 keep their digits.
/// </remarks>
internal struct Spread
{
    private double _origin;
    private double _weights;
    private double _mean;
    private double _squares;

    /// <summary>Σ w (x − mean)².</summary>
    public readonly double Squares => _squares;

    /// <summary>Adds a number.</summary>
    public void Add(double number, double weight)
    {
        if (weight == 0)
            return;
        if (_weights == 0)
            _origin = number;
        _weights += weight;
        double relative = number - _origin, step = relative - _mean;
        _mean += step * weight / _weights;
        _squares += weight * step * (relative - _mean);
    }
}
