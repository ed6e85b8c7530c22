namespace Sweep.Core.Optimizers;

/// <summary>Adam with weight decay beside it rather than in the gradient, so that no weight's decay is scaled away.</summary>
/// <remarks>
/// <code>
/// w = w − lr·λ·w
/// m = β₁·m + (1 − β₁)·g,   m̂ = m / (1 − β₁ᵗ)
/// v = β₂·v + (1 − β₂)·g²,   v̂ = v / (1 − β₂ᵗ)
/// w = w − lr·m̂ / (√v̂ + ε)
/// </code>
/// Source: Loshchilov and Hutter 2019, "Decoupled weight decay regularization", algorithm 2, with the decay multiplied by the
/// learning rate, as in PyTorch and Keras. The defaults are PyTorch's; Keras has a λ of 0.004.
/// </remarks>
public sealed record AdamW : AdamRule
{
    /// <summary>Takes PyTorch's defaults.</summary>
    public AdamW() => (WeightDecay, DecoupledDecay) = (0.01, true);

    /// <summary>Keras 3's conventions and defaults.</summary>
    public static AdamW Keras => new() { Epsilon = 1e-7, EpsilonHat = true, WeightDecay = 0.004 };

    /// <summary>Whether the mean square never falls, so that no weight's rate rises again.</summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    protected override bool KeepsLargest => AmsGrad;
}
