namespace Sweep.Strategies.RangeTest;

/// <summary>What one replicate of a range test has seen.</summary>
/// <param name="Number">The replicate, from 0.</param>
/// <param name="Updates">Updates at each rate.</param>
/// <param name="Rates">The rates that the test was to try.</param>
/// <param name="Losses">The loss at each of them, up to where the replicate ended; all finite.</param>
/// <param name="GradientNorms">The Euclidean norm of the last gradient at each of them, before it was clipped; as many.</param>
/// <param name="Stopped">Why it ended.</param>
public sealed record RangeTestReplicate(
    int Number, int Updates, IReadOnlyList<double> Rates, IReadOnlyList<double> Losses, IReadOnlyList<double> GradientNorms, StopReason Stopped)
{
    /// <summary>What the same runs had seen at the look before, after fewer updates; null: there was none.</summary>
    public RangeTestReplicate? Shorter { get; init; }

    /// <summary>The loss before training.</summary>
    public required double FirstLoss { get; init; }

    /// <summary>The standard deviation over rows of the loss before training.</summary>
    public required double Spread { get; init; }
}
