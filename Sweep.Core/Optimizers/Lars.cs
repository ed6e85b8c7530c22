using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Momentum with a rate for each tensor: as long a step as the tensor is large, however steep its slope. For very large batches.</summary>
/// <remarks>
/// <code>
/// local = trust · ‖w‖ / (‖g‖ + λ·‖w‖),      1 where ‖w‖ or ‖g‖ is 0
/// v = decay·v + lr·local·(g + λ·w)
/// w = w − v
/// </code>
/// Source: You, Gitman and Ginsburg 2017, "Large batch training of convolutional networks", algorithm 1. A decoupled weight decay is
/// left out of the ratio and of the velocity. As the usual implementations do, what does not multiply is left to plain
/// momentum, unless asked for: a bias that begins at 0 would hardly move.
/// </remarks>
public sealed record Lars : Optimizer, ITakesMomentum
{
    /// <summary>Share of the velocity kept at each step, in [0, 1).</summary>
    public double Decay { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>How far a tensor may move in a step at rate 1, as a share of its own norm. Above 0.</summary>
    public double TrustCoefficient { get; init => field = Check.Positive(value); } = 0.001;

    /// <summary>Whether biases and what scales normalized values have a rate of their own, too.</summary>
    public bool AdaptBiases { get; init; }

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        var velocity = state.Memory("velocity");
        double decay = state.Momentum ?? Decay;
        for (int i = 0; i < state.Tensors.Count; i++)
        {
            var tensor = state.Tensors[i];
            Span<float> w = weights[tensor.Range], v = velocity.Values[tensor.Range];
            var g = gradient[tensor.Range];
            double strength = DecayOf(tensor, w, learningRate);
            double rate = learningRate * (AdaptBiases || tensor.Multiplies ? Local(Elementwise.Norm(w), Elementwise.Norm(g), strength) : 1);
            Elementwise.Multiply((float)decay, v);
            Elementwise.MultiplyAdd((float)rate, g, v);
            if (strength > 0)
                Elementwise.MultiplyAdd((float)(rate * strength), w, v);
            Elementwise.MultiplyAdd(-1, v, w);
        }
    }

    private double Local(double weights, double gradient, double strength) =>
        weights > 0 && gradient > 0 ? TrustCoefficient * weights / (gradient + strength * weights) : 1;
}
