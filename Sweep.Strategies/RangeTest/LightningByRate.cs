namespace Sweep.Strategies.RangeTest;

/// <summary>The steepest place of the running average over the rate itself, as Lightning has it since 2.5.3.</summary>
/// <remarks>
/// Derivatives are of second order on uneven steps, one-sided at the ends. Where rates are spaced by ratios this weighs slopes by 1 / rate, so that noise at the lowest rates wins (issue 21141).
/// Source: Lightning, <c>_LRFinder.suggestion</c>.
/// </remarks>
public sealed record LightningByRate : LightningRule
{
    private protected override int Pick(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates)
    {
        int last = losses.Length - 1;
        var slopes = new double[losses.Length];
        slopes[0] = (losses[1] - losses[0]) / (rates[1] - rates[0]);
        slopes[last] = (losses[last] - losses[last - 1]) / (rates[last] - rates[last - 1]);
        for (int i = 1; i < last; i++)
        {
            double before = rates[i] - rates[i - 1], after = rates[i + 1] - rates[i];
            slopes[i] = (before * before * losses[i + 1] + (after * after - before * before) * losses[i] - after * after * losses[i - 1])
                / (before * after * (before + after));
        }
        return IndexOfLeast(slopes);
    }
}
