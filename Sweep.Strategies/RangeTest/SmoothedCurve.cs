namespace Sweep.Strategies.RangeTest;

/// <summary>A curve smoothed without a shift, by a parabola fitted around each of its points, and its derivative.</summary>
/// <param name="Values">The parabola's value at each point.</param>
/// <param name="Slopes">Its derivative there, with respect to the decimal logarithm of the learning rate.</param>
/// <param name="SlopeErrors">The standard deviation of the derivative, where every point has an error of its own with deviation 1.</param>
public sealed record SmoothedCurve(IReadOnlyList<double> Values, IReadOnlyList<double> Slopes, IReadOnlyList<double> SlopeErrors)
{
    /// <summary>How many points a curve must have: a parabola has three numbers.</summary>
    public const int FewestPoints = 3;

    /// <summary>Smooths a curve, whose values are finite and at least three; it may have fewer of them than there are rates.</summary>
    /// <param name="logRates">Decimal logarithms of the rates, rising.</param>
    /// <param name="losses">The values.</param>
    /// <param name="halfWidth">How far a fit looks to either side, in decades.</param>
    public static SmoothedCurve Of(IReadOnlyList<double> logRates, IReadOnlyList<double> losses, double halfWidth)
    {
        if (losses.Count < FewestPoints)
            throw new ArgumentException($"A curve needs at least {FewestPoints} points to be smoothed; got {losses.Count}.", nameof(losses));

        LocalFit[] fits = [.. Enumerable.Range(0, losses.Count).Select(point => LocalFit.At(logRates[point], logRates, losses, halfWidth))];
        return new SmoothedCurve([.. fits.Select(fit => fit.Value)], [.. fits.Select(fit => fit.Slope)], [.. fits.Select(fit => fit.SlopeError)]);
    }
}
