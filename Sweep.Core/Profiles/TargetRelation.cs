namespace Sweep.Core.Profiles;

/// <summary>How the numbers of a column go with the target.</summary>
internal sealed class TargetRelation
{
    // With more, ranges that do not overlap are hardly an accident either, but they are as many numbers to keep.
    private const int MostClasses = 20;

    // Of a correlation: what rounding to single precision takes away is far less.
    private const double Rounding = 1e-9;

    private readonly List<(double Low, double High)> _ranges = [];
    private bool _hasClasses = true;
    private long _classed;
    private long _count;
    private double _mean;
    private double _targetMean;
    private double _variance;
    private double _targetVariance;
    private double _covariance;

    /// <summary>What the numbers have shown.</summary>
    public TargetHint Hint
    {
        get
        {
            if (_hasClasses && _ranges.Count(range => range.Low <= range.High) is >= 2 and var classes && _classed >= 10L * classes && Separates())
                return TargetHint.Separates;
            bool isLine = _count > 2 && _variance > 0 && _targetVariance > 0 && _covariance * _covariance >= (1 - Rounding) * _variance * _targetVariance;
            return isLine ? TargetHint.Correlates : TargetHint.None;
        }
    }

    /// <summary>Takes a row.</summary>
    /// <param name="number">The column's number; NaN where it is none.</param>
    /// <param name="target">The target.</param>
    public void Add(double number, TargetTally target)
    {
        if (double.IsNaN(number))
            return;
        if (target.Class >= MostClasses || target.Class < 0)
            _hasClasses = false;
        else if (_hasClasses)
            Widen(target.Class, number);
        if (double.IsNaN(target.Number))
            return;
        // Welford's way of sums, which keeps what small differences of large numbers have in common.
        _count++;
        double difference = number - _mean, targetDifference = target.Number - _targetMean;
        _mean += difference / _count;
        _targetMean += targetDifference / _count;
        _variance += difference * (number - _mean);
        _targetVariance += targetDifference * (target.Number - _targetMean);
        _covariance += difference * (target.Number - _targetMean);
    }

    private void Widen(int number, double value)
    {
        _classed++;
        while (_ranges.Count <= number)
            _ranges.Add((double.PositiveInfinity, double.NegativeInfinity));
        var (low, high) = _ranges[number];
        _ranges[number] = (Math.Min(low, value), Math.Max(high, value));
    }

    private bool Separates()
    {
        (double Low, double High)[] ranges = [.. _ranges.Where(range => range.Low <= range.High).OrderBy(range => range.Low)];
        return Enumerable.Range(1, ranges.Length - 1).All(number => ranges[number].Low > ranges[number - 1].High);
    }
}
