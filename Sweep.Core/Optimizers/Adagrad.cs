using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>A rate for each weight, which falls with all the gradients it has seen: rare features keep learning.</summary>
/// <remarks>
/// <code>
/// s = s + g²
/// lrₜ = lr / (1 + (t − 1)·rate_decay)
/// w = w − lrₜ·g / (√s + ε)
/// with the epsilon inside the root: lrₜ·g / √(s + ε)
/// </code>
/// Source: Duchi et al. 2011, "Adaptive subgradient methods for online learning and stochastic optimization", figure 1
/// (diagonal case). The defaults are PyTorch's; Keras starts s at 0.1 and has 1e-7 inside the root.
/// </remarks>
public sealed record Adagrad : Optimizer
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static Adagrad Keras => new() { Epsilon = 1e-7, EpsilonInsideRoot = true, InitialAccumulator = 0.1, DecoupledDecay = true };

    /// <summary>Added to the root so that a weight without gradients does not divide by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-10;

    /// <summary>Whether the epsilon is added under the root rather than to it.</summary>
    public bool EpsilonInsideRoot { get; init; }

    /// <summary>What the sum of squares starts from. At least 0.</summary>
    public double InitialAccumulator { get; init => field = Check.SinglePrecision(value); }

    /// <summary>How fast the learning rate itself falls: after 1 / rate_decay steps it is half of what it was. At least 0.</summary>
    public double RateDecay { get; init => field = Check.NotNegative(value); }

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        learningRate /= 1 + (state.Step - 1) * RateDecay;
        var squares = state.Memory("squares", InitialAccumulator);
        Apply(new Rule(squares, (float)Epsilon, EpsilonInsideRoot, (float)learningRate), weights, gradient, state, learningRate);
    }

    private readonly struct Rule(OptimizerMemory squares, float epsilon, bool insideRoot, float learningRate) : IUpdateRule
    {
        private readonly Vector256<float> _learningRate = Vector256.Create(learningRate);
        private readonly Root _root = new(epsilon, insideRoot);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var s = squares.Store(index, Vector256.FusedMultiplyAdd(gradient, gradient, squares.Load(index)));
            return weight - _learningRate * gradient / _root.Of(s);
        }
    }
}
