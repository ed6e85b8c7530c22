namespace Sweep.Core.Optimizers;

/// <summary>Momentum and a rate for each weight together, both corrected for starting from nothing.</summary>
/// <remarks>
/// <code>
/// m = β₁·m + (1 − β₁)·g,   m̂ = m / (1 − β₁ᵗ)
/// v = β₂·v + (1 − β₂)·g²,   v̂ = v / (1 − β₂ᵗ)
/// w = w − lr·m̂ / (√v̂ + ε)
/// </code>
/// Source: Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1; with the epsilon before bias
/// correction its section 2, which is Keras'. The defaults are PyTorch's.
/// </remarks>
public sealed record Adam : AdamRule
{
    /// <summary>Keras 3's conventions and defaults.</summary>
    public static Adam Keras => new() { Epsilon = 1e-7, EpsilonHat = true, DecoupledDecay = true };

    /// <summary>Whether the mean square never falls, so that no weight's rate rises again.</summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    protected override bool KeepsLargest => AmsGrad;
}
