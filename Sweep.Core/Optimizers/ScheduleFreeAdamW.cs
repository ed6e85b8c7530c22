using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>AdamW that needs no schedule: an average of its path takes the place of momentum, and is kept.</summary>
/// <remarks>
/// <code>
/// v = β₂·v + (1 − β₂)·g²
/// d(y) = g / (√v + ε) + λ·y,   γ = lr · √(1 − β₂ᵗ) · min(1, t / warmup)
/// d(y) = g / (√(v / (1 − β₂ᵗ)) + ε) + λ·y     with the bias corrected under the root, γ without its factor
/// </code>
/// The rest is in <see cref="ScheduleFree"/>. Source: Defazio et al. 2024, "The road less scheduled", algorithm 1; under the root in later releases
/// of the authors' program. The decay is decoupled unless asked otherwise, and taken at y; as L2, it is part of the gradient.
/// </remarks>
public sealed record ScheduleFreeAdamW : ScheduleFree
{
    /// <summary>Starts with a decoupled decay, as AdamW does.</summary>
    public ScheduleFreeAdamW() => DecoupledDecay = true;

    /// <summary>Share of the mean square kept at each step, in [0, 1).</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Added to the root so that a weight without gradients does not divide by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-8;

    /// <summary>Whether the bias of the mean square is corrected under the root rather than in the rate.</summary>
    public bool CorrectUnderRoot { get; init; }

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        double correction = 1 - Elementary.Power(Beta2, state.Step);
        var path = Take(weights, state, CorrectUnderRoot ? learningRate : learningRate * Math.Sqrt(correction));
        var decaying = DecayBiases ? null : state.Multiplying;
        var rule = new Rule(this, path, state.Memory("mean_square"), CorrectUnderRoot ? (float)(1 / correction) : 1, decaying);
        Elementwise.Update(rule, weights, gradient);
    }

    private readonly struct Rule(
        ScheduleFreeAdamW settings, Path path, OptimizerMemory meanSquare, float correction, OptimizerMemory? decaying) : IUpdateRule
    {
        private readonly Vector256<float> _beta2 = Vector256.Create((float)settings.Beta2);
        private readonly Vector256<float> _share2 = Vector256.Create((float)(1 - settings.Beta2));
        private readonly Vector256<float> _correction = Vector256.Create(correction);
        private readonly Vector256<float> _epsilon = Vector256.Create((float)settings.Epsilon);
        private readonly float _inside = settings.DecoupledDecay ? 0 : (float)settings.WeightDecay;
        private readonly float _beside = settings.DecoupledDecay ? (float)settings.WeightDecay : 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var g = Vector256.FusedMultiplyAdd(Share(_inside, decaying, index), weight, gradient);
            var v = meanSquare.Store(index, Vector256.FusedMultiplyAdd(_beta2, meanSquare.Load(index), _share2 * g * g));
            var d = g / (Vector256.Sqrt(_correction * v) + _epsilon);
            return path.Next(Vector256.FusedMultiplyAdd(Share(_beside, decaying, index), weight, d), index);
        }
    }
}
