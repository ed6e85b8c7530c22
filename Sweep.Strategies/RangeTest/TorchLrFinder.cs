namespace Sweep.Strategies.RangeTest;

/// <summary>The steepest place of the running average, as torch-lr-finder has it.</summary>
/// <remarks>
/// Its average starts at the first loss and takes a twentieth of each new one; it ends above 5 times the lowest, leaves out the first 10 and the last 5, and takes central
/// differences from place to place. Source: torch-lr-finder, <c>LRFinder.plot</c>. There a loss of NaN is the steepest place; here the curve ends before it.
/// </remarks>
public sealed record TorchLrFinder : IndexRule
{
    /// <summary>With torch-lr-finder's defaults.</summary>
    public TorchLrFinder() => (Beta, StopFactor) = (0.95, 5);

    private protected override AverageStart AverageStart => AverageStart.FirstLoss;

    private protected override int FewestPoints => 2;

    private protected override (int Start, int Count) View(int recorded, int tried) => (10, recorded - 15);

    private protected override int Pick(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates)
    {
        var slopes = new double[losses.Length];
        for (int i = 0; i < slopes.Length; i++)
            slopes[i] = Gradient(losses, i);
        return IndexOfLeast(slopes);
    }
}
