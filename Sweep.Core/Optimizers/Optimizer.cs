using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>What optimizers share: weight decay, in its two forms.</summary>
/// <remarks>
/// <code>
/// g = g + λ·w             L2: the decay is part of the gradient, as in PyTorch's SGD and Adam
/// w = w − lr·λ·w          decoupled: before the update, beside it, as in AdamW and in Keras
/// </code>
/// The two are the same for plain gradient descent only. Source: Loshchilov and Hutter 2019, "Decoupled weight decay
/// regularization", algorithms 1 and 2; the decoupled form multiplied by the learning rate, as in PyTorch and Keras.
/// </remarks>
public abstract record Optimizer : IOptimizer
{
    /// <summary>The strength λ. At least 0.</summary>
    public double WeightDecay { get; init => field = Check.SinglePrecision(value); }

    /// <summary>Whether the decay is decoupled from the gradient.</summary>
    public bool DecoupledDecay { get; init; }

    /// <summary>Whether biases and what scales normalized values decay, too, as they do in PyTorch.</summary>
    public bool DecayBiases { get; init; } = true;

    /// <inheritdoc/>
    public abstract void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate);

    /// <summary>Moves all weights by a rule, after the decay.</summary>
    protected void Apply<TRule>(
        TRule rule, Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
        where TRule : struct, IUpdateRule
    {
        var decaying = DecayBiases ? null : state.Multiplying;
        if (WeightDecay == 0)
            Elementwise.Update(rule, weights, gradient);
        else if (DecoupledDecay)
            Elementwise.Update(new Shrinking<TRule>(rule, (float)(-learningRate * WeightDecay), decaying), weights, gradient);
        else
            Elementwise.Update(new Penalized<TRule>(rule, (float)WeightDecay, decaying), weights, gradient);
    }

    /// <summary>The strength of a tensor's decay that is left for the rule; a decoupled decay is carried out here, and leaves none.</summary>
    /// <remarks>For rules that look at whole tensors. Those that look at one weight after another use <see cref="Apply"/>.</remarks>
    protected double DecayOf(WeightTensor tensor, Span<float> weights, double learningRate)
    {
        double strength = StrengthFor(tensor);
        if (!DecoupledDecay || strength == 0)
            return strength;
        Elementwise.Multiply((float)(1 - learningRate * strength), weights);
        return 0;
    }

    /// <summary>The strength of a tensor's decay.</summary>
    protected double StrengthFor(WeightTensor tensor) => DecayBiases || tensor.Multiplies ? WeightDecay : 0;

    private readonly struct Penalized<TRule>(TRule rule, float strength, OptimizerMemory? decaying) : IUpdateRule
        where TRule : struct, IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index) =>
            rule.Next(weight, Vector256.FusedMultiplyAdd(Share(strength, decaying, index), weight, gradient), index);
    }

    private readonly struct Shrinking<TRule>(TRule rule, float share, OptimizerMemory? decaying) : IUpdateRule
        where TRule : struct, IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index) =>
            rule.Next(Vector256.FusedMultiplyAdd(Share(share, decaying, index), weight, weight), gradient, index);
    }

    /// <summary>A share for each of eight weights, 0 for those that are not among the decaying ones.</summary>
    private protected static Vector256<float> Share(float share, OptimizerMemory? decaying, int index) =>
        decaying is null ? Vector256.Create(share) : Vector256.Create(share) * decaying.Load(index);
}
