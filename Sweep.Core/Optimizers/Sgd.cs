using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Plain gradient descent: a step straight down the gradient of the batch.</summary>
/// <remarks>
/// <code>w = w − lr·g</code>
/// The batch size decides what people call it: all rows at once, batch gradient descent; some, mini-batch; one, stochastic in
/// the strict sense. Source: Robbins and Monro 1951, "A stochastic approximation method".
/// </remarks>
public sealed record Sgd : Optimizer
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static Sgd Keras => new() { DecoupledDecay = true };

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate) =>
        Apply(new Rule((float)learningRate), weights, gradient, state, learningRate);

    private readonly struct Rule(float learningRate) : IUpdateRule
    {
        private readonly Vector256<float> _learningRate = Vector256.Create(learningRate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index) =>
            Vector256.FusedMultiplyAdd(-_learningRate, gradient, weight);
    }
}
