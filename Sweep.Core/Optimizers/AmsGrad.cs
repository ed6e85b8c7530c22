namespace Sweep.Core.Optimizers;

/// <summary>Adam whose mean square never falls: after a large gradient, a weight's steps stay small.</summary>
/// <remarks>
/// <code>
/// m = β₁·m + (1 − β₁)·g,   m̂ = m / (1 − β₁ᵗ)
/// v = β₂·v + (1 − β₂)·g²
/// x = max(x, v),   x̂ = x / (1 − β₂ᵗ)
/// w = w − lr·m̂ / (√x̂ + ε)
/// </code>
/// Source: Reddi et al. 2018, "On the convergence of Adam and beyond", algorithm 2, with the bias correction that PyTorch and
/// Keras apply. It is Adam with ams_grad, under a name of its own.
/// </remarks>
public sealed record AmsGrad : AdamRule
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static AmsGrad Keras => new() { Epsilon = 1e-7, EpsilonHat = true, DecoupledDecay = true };

    /// <inheritdoc/>
    protected override bool KeepsLargest => true;
}
