namespace Sweep.Tests.Strategies.Search;

/// <summary>How far points of a cube are from an even spread: 0 would be perfect.</summary>
/// <remarks>
/// Source: Zhou, Fang and Ning 2013, "Mixture discrepancy for quasi-random point sets"; the star discrepancy is that of Warnock 1972, "Computational investigations of low
/// discrepancy point sets". As SciPy has them: all but the star discrepancy are squares.
/// </remarks>
internal static class Discrepancy
{
    public static double Centred(double[][] points) =>
        Math.Pow(13.0 / 12, points[0].Length)
        - 2.0 / points.Length * points.Sum(x => Product(x, x, (a, _) => 1 + Off(a) / 2 - Off(a) * Off(a) / 2))
        + Pairs(points, (a, b) => 1 + Off(a) / 2 + Off(b) / 2 - Math.Abs(a - b) / 2);

    public static double WrapAround(double[][] points) =>
        -Math.Pow(4.0 / 3, points[0].Length) + Pairs(points, (a, b) => 1.5 - Math.Abs(a - b) * (1 - Math.Abs(a - b)));

    public static double Mixture(double[][] points) =>
        Math.Pow(19.0 / 12, points[0].Length)
        - 2.0 / points.Length * points.Sum(x => Product(x, x, (a, _) => 5.0 / 3 - Off(a) / 4 - Off(a) * Off(a) / 4))
        + Pairs(points, (a, b) => 15.0 / 8 - Off(a) / 4 - Off(b) / 4 - 3 * Math.Abs(a - b) / 4 + (a - b) * (a - b) / 2);

    public static double Star(double[][] points) => Math.Sqrt(
        Math.Pow(3, -points[0].Length)
        - Math.Pow(2, 1 - points[0].Length) / points.Length * points.Sum(x => Product(x, x, (a, _) => 1 - a * a))
        + Pairs(points, (a, b) => 1 - Math.Max(a, b)));

    private static double Off(double a) => Math.Abs(a - 0.5);

    private static double Pairs(double[][] points, Func<double, double, double> of) =>
        points.Sum(x => points.Sum(y => Product(x, y, of))) / points.Length / points.Length;

    private static double Product(double[] x, double[] y, Func<double, double, double> of) => x.Zip(y, of).Aggregate(1.0, (product, factor) => product * factor);
}
