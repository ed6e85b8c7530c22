namespace Sweep.Tests.Core.Numerics;

/// <summary>Functions that the framework has not, in double and by other means than the core's.</summary>
internal static class HighAccuracy
{
    /// <summary>1 minus the Maclaurin series of erf below 2, the continued fraction of Laplace above.</summary>
    public static double Erfc(double x)
    {
        if (x < 0)
            return 2 - Erfc(-x);
        if (x >= 2)
        {
            double fraction = x;
            for (int k = 200; k > 0; k--)
                fraction = x + k / 2.0 / fraction;
            return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
        }

        double sum = 0, term = x;
        for (int n = 0; n < 60; n++)
        {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 1 - 2 / Math.Sqrt(Math.PI) * sum;
    }
}
