namespace Sweep.Strategies.RangeTest;

/// <summary>A curve smoothed by a parabola fitted around each of its points.</summary>
/// <param name="LogRates">Where the points are: decimal logarithms of learning rates.</param>
/// <param name="Values">The parabola's value at each point.</param>
/// <param name="Slopes">Its derivative there, with respect to the decimal logarithm of the learning rate.</param>
/// <remarks>
/// Each fit is by least squares over the points that lie within the half width, weighted by (1 − |distance / half width|³)³, and over no fewer than the nearest five.
/// It looks to both sides alike, and so does not shift a curve as a running average does; at the ends it looks to the side that there is.
/// Source: Cleveland 1979, "Robust locally weighted regression and smoothing scatterplots", with a parabola and a fixed width; on even steps inside the range it is
/// a weighted filter of Savitzky and Golay 1964, "Smoothing and differentiation of data by simplified least squares procedures".
/// </remarks>
public sealed record SmoothedCurve(IReadOnlyList<double> LogRates, IReadOnlyList<double> Values, IReadOnlyList<double> Slopes)
{
    private const int FewestPoints = 5;

    /// <summary>Smooths a curve, whose values are finite; it may have fewer of them than there are rates.</summary>
    /// <param name="logRates">Where the points are, rising.</param>
    /// <param name="losses">The values.</param>
    /// <param name="halfWidth">How far a fit looks to either side, in decades.</param>
    public static SmoothedCurve Of(IReadOnlyList<double> logRates, IReadOnlyList<double> losses, double halfWidth)
    {
        int count = losses.Count;
        var (values, slopes) = (new double[count], new double[count]);
        for (int point = 0; point < count; point++)
            (values[point], slopes[point]) = At(logRates[point], logRates, losses, halfWidth);
        return new SmoothedCurve([.. logRates.Take(count)], values, slopes);
    }

    /// <summary>Value and slope of the local fit around a place.</summary>
    public static (double Value, double Slope) At(double place, IReadOnlyList<double> logRates, IReadOnlyList<double> losses, double halfWidth)
    {
        int count = losses.Count;
        if (count < 3)
            return (count == 0 ? double.NaN : losses.Average(), count == 2 ? (losses[1] - losses[0]) / (logRates[1] - logRates[0]) : 0);

        // Wide enough for the fifth nearest point to count.
        double[] distances = [.. logRates.Take(count).Select(x => Math.Abs(x - place)).Order()];
        double width = Math.Max(halfWidth, 1.1 * distances[Math.Min(FewestPoints, count) - 1]);

        Span<double> moments = stackalloc double[5], sums = stackalloc double[3];
        moments.Clear();
        sums.Clear();
        for (int i = 0; i < count; i++)
        {
            // In half widths, so that the sums are of a size.
            double u = (logRates[i] - place) / width, distance = Math.Abs(u);
            if (!(distance < 1))
                continue;
            double cube = 1 - distance * distance * distance, term = cube * cube * cube;
            for (int power = 0; power < 5; power++)
            {
                moments[power] += term;
                if (power < 3)
                    sums[power] += term * losses[i];
                term *= u;
            }
        }
        var (value, slope) = Solve(moments, sums);
        return (value, slope / width);
    }

    // The first two coefficients of the parabola, by Cramer's rule.
    private static (double Value, double Slope) Solve(ReadOnlySpan<double> m, ReadOnlySpan<double> s)
    {
        double a = m[2] * m[4] - m[3] * m[3], b = m[1] * m[4] - m[2] * m[3], c = m[1] * m[3] - m[2] * m[2];
        double determinant = m[0] * a - m[1] * b + m[2] * c;
        double value = s[0] * a - m[1] * (s[1] * m[4] - m[3] * s[2]) + m[2] * (s[1] * m[3] - m[2] * s[2]);
        double slope = m[0] * (s[1] * m[4] - s[2] * m[3]) - s[0] * b + m[2] * (m[1] * s[2] - s[1] * m[2]);
        return (value / determinant, slope / determinant);
    }
}
