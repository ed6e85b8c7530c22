using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Training;

/// <summary>Another loss that interrupts the training when it has been evaluated so many times: at a step or in the middle of a validation.</summary>
internal sealed class InterruptingLoss(ILoss loss, int evaluations, Action interrupt) : ILoss
{
    public int Evaluations { get; private set; }

    public TargetKind Target => loss.Target;

    public double Weight(ReadOnlyMatrixSpan targets) => loss.Weight(targets);

    public void ToTargetScale(Span<float> predictions) => loss.ToTargetScale(predictions);

    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        if (++Evaluations == evaluations)
            interrupt();
        return loss.Evaluate(predictions, targets, gradient);
    }

    // To its plan it is the loss that it interrupts.
    public override string ToString() => loss.ToString()!;
}
