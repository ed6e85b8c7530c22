using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>The gradients of the batches that make one update, on their way to their mean.</summary>
/// <remarks>A single batch, which is the rule, passes through untouched and costs nothing.</remarks>
internal sealed class GradientSum
{
    private float[] _sum = [];
    private int _batches;
    private double _loss;
    private double _lossSum;
    private double _weight;
    private double _weightSum;

    /// <summary>Whether an update of this training was made from several batches.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>The mean loss of the batches.</summary>
    public double Loss => _batches == 1 ? _loss : _lossSum * Share;

    /// <summary>Forgets all batches, and that there were any.</summary>
    public void Reset()
    {
        Clear();
        IsInUse = false;
    }

    /// <summary>Forgets the batches of an update.</summary>
    public void Clear() => (_batches, _lossSum, _weightSum) = (0, 0, 0);

    /// <summary>Adds up the gradient of the batch before, as that of the next one takes its place.</summary>
    public void MakeWay(ReadOnlySpan<float> gradient)
    {
        if (_batches == 0)
            return;
        if (_batches == 1)
            Open(gradient.Length);
        Elementwise.MultiplyAdd((float)_weight, gradient, _sum);
    }

    /// <summary>Counts a batch.</summary>
    /// <param name="loss">Its loss.</param>
    /// <param name="weight">What it counts in the mean.</param>
    public void Count(double loss, double weight)
    {
        (_loss, _weight) = (loss, weight);
        _lossSum += loss * weight;
        _weightSum += weight;
        _batches++;
    }

    /// <summary>Writes the mean, weighted, in the place of the last batch's gradient, and begins anew.</summary>
    public void TakeMean(Span<float> gradient)
    {
        if (_batches > 1)
        {
            MakeWay(gradient);
            _sum.AsSpan().CopyTo(gradient);
            Elementwise.Multiply((float)Share, gradient);
        }
        Clear();
    }

    // Rows that all count nothing have no gradient either.
    private double Share => _weightSum > 0 ? 1 / _weightSum : 0;

    private void Open(int weights)
    {
        if (_sum.Length != weights)
            _sum = new float[weights];
        _sum.AsSpan().Clear();
        IsInUse = true;
    }
}
