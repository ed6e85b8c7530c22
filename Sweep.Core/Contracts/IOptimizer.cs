namespace Sweep.Core.Contracts;

/// <summary>A rule that moves weights against a gradient.</summary>
/// <remarks>An optimizer is its settings. What it remembers from one step to the next lives in the <see cref="OptimizerState"/>.</remarks>
public interface IOptimizer
{
    /// <summary>Whether the rule has a meaning for the gradient of all training rows only, as it is: neither of some of them, nor clipped.</summary>
    bool NeedsAllRows => false;

    /// <summary>
    /// Whether steps go to points that are only tried, and left again where they are bad: a high loss at one is no divergence. Where a loss or its gradient is
    /// not finite after the first step, the rule is told of a loss of +∞, and of a gradient of 0, as there is none.
    /// </summary>
    bool TriesPoints => false;

    /// <summary>Takes one step.</summary>
    /// <param name="weights">All weights of the network; moved in place.</param>
    /// <param name="gradient">∂loss/∂weight, as long as the weights.</param>
    /// <param name="state">The memory of this training; its <see cref="OptimizerState.Step"/> counts this step already.</param>
    /// <param name="learningRate">The rate of this step.</param>
    void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate);

    /// <summary>
    /// The weights to judge by and to keep, where they are not those that gradients are taken at; otherwise these.
    /// </summary>
    /// <param name="weights">The weights as <see cref="Update"/> left them.</param>
    /// <param name="state">The memory of this training.</param>
    ReadOnlySpan<float> Shipped(ReadOnlySpan<float> weights, OptimizerState state) => weights;
}
