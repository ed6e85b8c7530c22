using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>The mean of what each row has for itself.</summary>
internal sealed class RowTally(RowMetric metric, int outputs) : ITally
{
    private readonly double[] _probabilities = new double[ClassChoice.Classes(outputs)];
    private double _sum;
    private double _weights;

    /// <inheritdoc/>
    public double Value => _sum / _weights;

    /// <summary>Adds a row by its probabilities.</summary>
    public void Add(ReadOnlySpan<double> probabilities, int right, double weight = 1)
    {
        _sum += weight * metric.Of(probabilities, right);
        _weights += weight;
    }

    /// <inheritdoc/>
    public void Add(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, ReadOnlySpan<double> weights = default)
    {
        for (int row = 0; row < predictions.Rows; row++)
        {
            Probabilities.Of(predictions[row], _probabilities);
            Add(_probabilities, ClassChoice.Right(targets[row]), weights.IsEmpty ? 1 : weights[row]);
        }
    }

    /// <inheritdoc/>
    public void Reset() => (_sum, _weights) = (0, 0);
}
