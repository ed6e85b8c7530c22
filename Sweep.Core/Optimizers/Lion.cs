using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Every weight moves by the same length, the learning rate, in the direction that momentum and gradient agree on.</summary>
/// <remarks>
/// <code>
/// w = w − lr·λ·w
/// w = w − lr·sign(β₁·m + (1 − β₁)·g)
/// m = β₂·m + (1 − β₂)·g
/// </code>
/// Source: Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2. The sign of 0 is 0. The defaults are
/// the paper's and Keras', without decay.
/// </remarks>
public sealed record Lion : Optimizer
{
    /// <summary>Takes the paper's defaults.</summary>
    public Lion() => DecoupledDecay = true;

    /// <summary>Share of momentum, rather than gradient, in the direction, in [0, 1).</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Share of the mean gradient kept at each step, in [0, 1).</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.99;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate) =>
        Apply(new Rule(this, state.Memory("mean"), (float)learningRate), weights, gradient, state, learningRate);

    private readonly struct Rule(Lion settings, OptimizerMemory mean, float learningRate) : IUpdateRule
    {
        private readonly Vector256<float> _beta1 = Vector256.Create((float)settings.Beta1);
        private readonly Vector256<float> _share1 = Vector256.Create((float)(1 - settings.Beta1));
        private readonly Vector256<float> _beta2 = Vector256.Create((float)settings.Beta2);
        private readonly Vector256<float> _share2 = Vector256.Create((float)(1 - settings.Beta2));
        private readonly Vector256<float> _learningRate = Vector256.Create(learningRate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var m = mean.Load(index);
            var direction = Sign(Vector256.FusedMultiplyAdd(_beta1, m, _share1 * gradient));
            mean.Store(index, Vector256.FusedMultiplyAdd(_beta2, m, _share2 * gradient));
            return Vector256.FusedMultiplyAdd(-_learningRate, direction, weight);
        }

        // 0 and NaN are their own sign: a diverged gradient must show.
        private static Vector256<float> Sign(Vector256<float> x)
        {
            var negative = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), -Vector256<float>.One, x);
            return Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), Vector256<float>.One, negative);
        }
    }
}
