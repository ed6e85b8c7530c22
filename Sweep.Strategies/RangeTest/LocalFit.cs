namespace Sweep.Strategies.RangeTest;

/// <summary>A parabola fitted to the points of a curve around a place.</summary>
/// <param name="Value">Its value at the place.</param>
/// <param name="Slope">Its derivative there.</param>
/// <param name="SlopeError">The standard deviation of the derivative, where every point has an error of its own with deviation 1.</param>
/// <remarks>
/// By least squares over the points within a half width, weighted by (1 − |distance / half width|³)³, and over no fewer than the nearest five. It looks to both
/// sides alike, and so does not shift a curve as a running average does; at the ends it looks to the side that there is.
/// Source: Cleveland 1979, "Robust locally weighted regression and smoothing scatterplots", with a parabola and a fixed width; on even steps inside the range it is
/// a weighted filter of Savitzky and Golay 1964, "Smoothing and differentiation of data by simplified least squares procedures".
/// </remarks>
internal readonly record struct LocalFit(double Value, double Slope, double SlopeError)
{
    private const int FewestPoints = 5;

    /// <summary>Fits around a place.</summary>
    /// <param name="place">Where.</param>
    /// <param name="x">Where the points are, rising; there may be more than values.</param>
    /// <param name="y">Their values, finite; at least three.</param>
    /// <param name="halfWidth">How far the fit looks to either side.</param>
    public static LocalFit At(double place, IReadOnlyList<double> x, IReadOnlyList<double> y, double halfWidth)
    {
        double width = Math.Max(halfWidth, 1.1 * NearDistance(place, x, y.Count));
        double m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, s0 = 0, s1 = 0, s2 = 0;
        for (int i = 0; i < y.Count; i++)
        {
            double u = (x[i] - place) / width, weight = Weight(u);
            m0 += weight;
            m1 += weight * u;
            m2 += weight * u * u;
            m3 += weight * u * u * u;
            m4 += weight * u * u * u * u;
            s0 += weight * y[i];
            s1 += weight * u * y[i];
            s2 += weight * u * u * y[i];
        }

        // The first two coefficients by Cramer's rule; v0, v1, v2 and d0, d1, d2 are what they take from the three sums.
        double v0 = m2 * m4 - m3 * m3, v1 = m2 * m3 - m1 * m4, v2 = m1 * m3 - m2 * m2;
        double d0 = v1, d1 = m0 * m4 - m2 * m2, d2 = m1 * m2 - m0 * m3;
        double determinant = m0 * v0 + m1 * v1 + m2 * v2, squares = 0;
        for (int i = 0; i < y.Count; i++)
        {
            double u = (x[i] - place) / width, share = Weight(u) * (d0 + d1 * u + d2 * u * u);
            squares += share * share;
        }
        double scale = determinant * width;
        return new LocalFit((v0 * s0 + v1 * s1 + v2 * s2) / determinant, (d0 * s0 + d1 * s1 + d2 * s2) / scale, Math.Sqrt(squares) / scale);
    }

    private static double Weight(double u)
    {
        double distance = Math.Abs(u), rest = 1 - distance * distance * distance;
        return distance < 1 ? rest * rest * rest : 0;
    }

    // The distance to the last of the nearest few points, which lie side by side.
    private static double NearDistance(double place, IReadOnlyList<double> x, int count)
    {
        int low = 0, high = Math.Min(FewestPoints, count) - 1;
        while (high + 1 < count && x[high + 1] - place < place - x[low])
            (low, high) = (low + 1, high + 1);
        return Math.Max(place - x[low], x[high] - place);
    }
}
