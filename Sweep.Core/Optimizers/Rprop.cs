using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>A step for each weight that grows while its slope keeps its sign and shrinks when it turns; how steep it is does not matter.</summary>
/// <remarks>
/// <code>
/// s = lr at first;  s = min(s·grow, longest) where g·g' > 0,  s = max(s·shrink, shortest) and g = 0 where g·g' &lt; 0
/// w = w − sign(g)·s,   g' = g
/// </code>
/// Source: Riedmiller and Braun 1993, "A direct adaptive method for faster backpropagation learning: the RPROP algorithm", in
/// PyTorch's form: where the slope turned, the weight stays for a step instead of going back. The learning rate is the first
/// step of every weight and nothing else, so a schedule says no more than its first rate above 0. A batch of some rows turns signs by chance,
/// which shrinks every step to nothing: the rule has a meaning for all rows only.
/// </remarks>
public sealed record Rprop : Optimizer, IOptimizer
{
    /// <summary>What a step is multiplied by where the slope turned, above 0 and less than 1.</summary>
    public double Shrink { get; init => field = Check.SinglePrecision(Check.Positive(Check.Fraction(value))); } = 0.5;

    /// <summary>What a step is multiplied by where the slope kept its sign. Above 1.</summary>
    public double Grow { get; init => field = Check.SinglePrecision(Check.Above(1, value)); } = 1.2;

    /// <summary>The shortest step. At least 0.</summary>
    public double ShortestStep { get; init => field = Check.SinglePrecision(value); } = 1e-6;

    /// <summary>The longest step. Above 0; where it is below the shortest one, it is what counts.</summary>
    public double LongestStep { get; init => field = Check.SinglePrecision(Check.Positive(value)); } = 50;

    bool IOptimizer.NeedsAllRows => true;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        if (learningRate == 0)
            return;
        var step = state.Memory("step", learningRate);
        Apply(new Rule(this, state.Memory("last_gradient"), step), weights, gradient, state, learningRate);
    }

    private readonly struct Rule(Rprop settings, OptimizerMemory last, OptimizerMemory step) : IUpdateRule
    {
        private readonly Vector256<float> _shrink = Vector256.Create((float)settings.Shrink);
        private readonly Vector256<float> _grow = Vector256.Create((float)settings.Grow);
        private readonly Vector256<float> _shortest = Vector256.Create((float)settings.ShortestStep);
        private readonly Vector256<float> _longest = Vector256.Create((float)settings.LongestStep);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            // Signs, not the product of slopes, which underflows where both are small.
            var sign = Sign(gradient) * Sign(last.Load(index));
            var turned = Vector256.LessThan(sign, Vector256<float>.Zero);
            var factor = Vector256.ConditionalSelect(
                turned, _shrink, Vector256.ConditionalSelect(Vector256.GreaterThan(sign, Vector256<float>.Zero), _grow, Vector256<float>.One));
            var s = step.Store(index, Vector256.Min(Vector256.Max(step.Load(index) * factor, _shortest), _longest));
            var followed = last.Store(index, Vector256.ConditionalSelect(turned, Vector256<float>.Zero, gradient));
            return Vector256.FusedMultiplyAdd(-Sign(followed), s, weight);
        }

        private static Vector256<float> Sign(Vector256<float> x) => Vector256.ConditionalSelect(
            Vector256.Equals(x, Vector256<float>.Zero), Vector256<float>.Zero, Vector256.CopySign(Vector256<float>.One, x));
    }
}
