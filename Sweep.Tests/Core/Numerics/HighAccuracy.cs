namespace Sweep.Tests.Core.Numerics;

/// <summary>Functions that the framework has not, in double and by other means than the core's.</summary>
internal static class HighAccuracy
{
    private const decimal Pi = 3.1415926535897932384626433833m;

    /// <summary>cos(π·x) for x in [0, 2], in 28 decimal digits: the Maclaurin series of what is left of the nearest whole half turn.</summary>
    public static decimal CosPi(double x)
    {
        decimal exact = Decimal(x), turned = exact > 1 ? 2 - exact : exact, angle = Pi * (turned > 0.5m ? 1 - turned : turned);
        decimal sum = 0, term = 1;
        for (int n = 1; n < 40; n++)
        {
            sum += term;
            term *= -angle * angle / ((2 * n - 1) * (2 * n));
        }
        return turned > 0.5m ? -sum : sum;
    }

    /// <summary>All digits of a number between 2⁻⁴⁰ and 2⁴⁰ in size, of which the framework's own conversion keeps 15.</summary>
    public static decimal Decimal(double value)
    {
        int exponent = value == 0 ? 0 : Math.ILogB(value) - 52;
        decimal digits = (long)Math.ScaleB(value, -exponent);
        for (; exponent < 0; exponent++)
            digits /= 2;
        for (; exponent > 0; exponent--)
            digits *= 2;
        return digits;
    }

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
