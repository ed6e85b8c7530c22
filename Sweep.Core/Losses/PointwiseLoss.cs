using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>A loss that looks at one number at a time, averaged over rows and outputs.</summary>
public abstract record PointwiseLoss : ILoss
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Number;

    /// <inheritdoc/>
    public virtual double LeastTarget => double.NegativeInfinity;

    /// <inheritdoc/>
    public virtual double Least => 0;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        int count = predictions.Values.Length;
        double share = 1.0 / count, sum = 0;
        for (int i = 0; i < count; i++)
        {
            var (value, slope) = At(predictions.Values[i], targets.Values[i]);
            sum += value;
            gradient.Values[i] = (float)(slope * share);
        }
        return sum / count;
    }

    /// <inheritdoc/>
    public virtual void ToTargetScale(Span<float> predictions)
    {
    }

    /// <summary>The loss of one prediction, and its derivative with respect to the prediction.</summary>
    protected abstract (double Value, double Slope) At(double prediction, double target);
}
