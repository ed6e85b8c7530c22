using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>Keeps one large gradient from throwing the weights off their way.</summary>
/// <remarks>
/// <code>
/// g = g · min(1, limit / (‖g‖ + 10⁻⁶))        by a norm, over all weights together
/// g = min(max(g, −limit), limit)              by value
/// </code>
/// Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", algorithm 1; the 10⁻⁶ as in
/// PyTorch's clip_grad_norm_. It is done to the mean gradient of an update, before any weight decay.
/// </remarks>
public sealed record Clipping
{
    private const double Guard = 1e-6;

    /// <summary>What is held to the limit.</summary>
    public ClippedBy By { get; init; }

    /// <summary>The limit. Above 0.</summary>
    public required double Limit { get; init => field = Check.Positive(value); }

    /// <summary>Clips a gradient, all of whose elements are finite.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="norm">Its Euclidean norm.</param>
    public void Apply(Span<float> gradient, double norm)
    {
        if (By == ClippedBy.Value)
        {
            Elementwise.Clamp((float)Limit, gradient);
            return;
        }
        double measured = By switch
        {
            ClippedBy.SumNorm => Elementwise.SumOfAbsolutes(gradient),
            ClippedBy.LargestNorm => Elementwise.LargestAbsolute(gradient),
            _ => norm,
        };
        double factor = Limit / (measured + Guard);
        if (factor < 1)
            Elementwise.Multiply((float)factor, gradient);
    }
}
