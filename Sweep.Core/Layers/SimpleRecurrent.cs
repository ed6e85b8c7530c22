using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The plain recurrent layer: what it says at a step is a function of the input and of what it said before.</summary>
/// <remarks>
/// <code>h = f(x·W + b + h₋₁·V + d),   f = tanh or max(0, ·)</code>
/// Source: Elman 1990, "Finding structure in time", in the form of PyTorch's RNN.
/// </remarks>
public sealed record SimpleRecurrent : Recurrent
{
    /// <summary>Whether the function is the rectifier rather than tanh.</summary>
    public bool Rectified { get; init; }

    internal override int Gates => 1;

    internal override void StepForward(in RecurrentStep step)
    {
        if (Rectified)
            Elementwise.Apply<Relu.Function>(step.Gates.Values, step.Hidden.Values);
        else
            Elementwise.Apply<Tanh.Function>(step.Gates.Values, step.Hidden.Values);
    }

    internal override void StepBackward(in RecurrentStep step)
    {
        if (Rectified)
            Elementwise.ApplyGradient<Relu.Function>(step.Gates.Values, step.Hidden.Values, step.HiddenGradient.Values, step.Gates.Values);
        else
            Elementwise.ApplyGradient<Tanh.Function>(step.Gates.Values, step.Hidden.Values, step.HiddenGradient.Values, step.Gates.Values);
    }
}
