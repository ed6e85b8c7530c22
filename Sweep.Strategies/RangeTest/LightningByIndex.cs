namespace Sweep.Strategies.RangeTest;

/// <summary>The steepest place of the running average from place to place, as older releases of Lightning have it.</summary>
/// <remarks>Source: Lightning before 2.5.3, <c>_LRFinder.suggestion</c>.</remarks>
public sealed record LightningByIndex : LightningRule
{
    private protected override int Pick(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates)
    {
        var slopes = new double[losses.Length];
        for (int i = 0; i < slopes.Length; i++)
            slopes[i] = Gradient(losses, i);
        return IndexOfLeast(slopes);
    }
}
