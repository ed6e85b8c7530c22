namespace Sweep.Core.Metrics;

/// <summary>The median of the absolute differences of prediction and target; in the target's units. Outliers do not move it.</summary>
/// <remarks>
/// The error at which half of the weight is reached; where it is reached exactly, the mean of that error and the next, so that the median of
/// an even number of rows that count the same is the mean of the middle two.
/// </remarks>
public sealed record MedianAbsoluteError : NumberMetric
{
    /// <inheritdoc/>
    public override NumberTally NewTally() => new Tally();

    private sealed class Tally : NumberTally
    {
        private double[] _errors = [];
        private double[] _weights = [];
        private int _count;

        public override double Value
        {
            get
            {
                Array.Sort(_errors, _weights, 0, _count);
                // NaN sorts before all numbers.
                if (_count == 0 || double.IsNaN(_errors[0]))
                    return double.NaN;
                double half = 0, below = 0;
                for (int i = 0; i < _count; i++)
                    half += _weights[i] / 2;
                for (int i = 0; i < _count; i++)
                {
                    below += _weights[i];
                    if (below > half)
                        return _errors[i];
                    if (below == half && i + 1 < _count)
                        return (_errors[i] + _errors[i + 1]) / 2;
                }
                return _errors[_count - 1];
            }
        }

        public override void Add(double prediction, double target, double weight = 1)
        {
            if (_count == _errors.Length)
            {
                int size = Math.Max(256, 2 * _count);
                Array.Resize(ref _errors, size);
                Array.Resize(ref _weights, size);
            }
            (_errors[_count], _weights[_count]) = (Math.Abs(prediction - target), weight);
            _count++;
        }

        public override void Reset() => _count = 0;
    }
}
