using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Adam whose step, in each tensor, is as long as the learning rate's share of the tensor itself: for very large batches.</summary>
/// <remarks>
/// <code>
/// r = m̂ / (√v̂ + ε) + λ·w                    m̂ and v̂ as in Adam
/// w = w − lr · ‖w‖/‖r‖ · r,                  the ratio 1 where a norm is 0
/// </code>
/// Source: You et al. 2020, "Large batch optimization for deep learning: training BERT in 76 minutes", algorithm 2, with φ the
/// identity. Weight decay is part of the direction, as there; decoupled, it is beside it, as in Keras. A bias may begin at 0, and then says nothing
/// about how far it should move: unless asked for, what does not multiply keeps Adam's own step.
/// </remarks>
public sealed record Lamb : Optimizer, ITakesMomentum
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static Lamb Keras => new() { Epsilon = 1e-7, AdaptBiases = true, DecoupledDecay = true };

    /// <summary>Share of the mean gradient kept at each step, in [0, 1).</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Share of the mean square kept at each step, in [0, 1).</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Added to the root so that a weight without gradients does not divide by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-6;

    /// <summary>Whether biases and what scales normalized values have a ratio of their own, too, as they do in Keras.</summary>
    public bool AdaptBiases { get; init; }

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        var direction = state.Scratch("direction", weights.Length);
        Elementwise.Update(new Rule(this, state.Momentum ?? Beta1, state), direction, gradient);
        for (int i = 0; i < state.Tensors.Count; i++)
        {
            var tensor = state.Tensors[i];
            Span<float> w = weights[tensor.Range], r = direction[tensor.Range];
            double strength = DecayOf(tensor, w, learningRate);
            if (strength > 0)
                Elementwise.MultiplyAdd((float)strength, w, r);
            double ratio = AdaptBiases || tensor.Multiplies ? Ratio(Elementwise.Norm(w), Elementwise.Norm(r)) : 1;
            Elementwise.MultiplyAdd((float)(-learningRate * ratio), r, w);
        }
    }

    private static double Ratio(double weights, double direction) => weights > 0 && direction > 0 ? weights / direction : 1;

    // Moves no weights: it turns what it is given into directions.
    private readonly struct Rule(Lamb settings, double beta1, OptimizerState state) : IUpdateRule
    {
        private readonly Moments _moments = new(beta1, settings.Beta2, state.Memory("mean"), state.Memory("mean_square"));
        private readonly Vector256<float> _correct1 = Vector256.Create((float)(1 / (1 - Elementary.Power(beta1, state.Step))));
        private readonly Vector256<float> _correct2 = Vector256.Create((float)(1 / (1 - Elementary.Power(settings.Beta2, state.Step))));
        private readonly Vector256<float> _epsilon = Vector256.Create((float)settings.Epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var (m, v) = _moments.Next(gradient, index);
            return _correct1 * m / (Vector256.Sqrt(_correct2 * v) + _epsilon);
        }
    }
}
