using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>Elementary functions made of exactly rounded operations alone, so that their bits are the same everywhere.</summary>
/// <remarks>
/// <see cref="MathF"/> and <see cref="Math"/> call the C library, whose last bit differs from one system to another.
/// Sources: for float, Cephes 2.2 (expf.c, tanhf.c, ndtrf.c); for those in double, FDLIBM 5.3 (e_exp.c, e_log.c, k_cos.c, k_sin.c).
/// </remarks>
public static class Elementary
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double PiLow = 1.2246467991473532e-16; // π − Math.PI

    /// <summary>eˣ, within 1 unit in the last place; 0 below −87.3 (a result that would be subnormal), ∞ above 88.7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var (r, n) = Reduce(Clamp(x, -88, 89));
        // 2ⁿ by its exponent, halved and applied twice: 2¹²⁸ has no exponent of its own.
        var half = Vector256.ShiftRightArithmetic(n, 1);
        Vector256<float> first = PowerOfTwo(half), second = PowerOfTwo(n - half);
        var result = Vector256.FusedMultiplyAdd(ExpMinusOneNearZero(r), first, first) * second;
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(-87.33654f)), Vector256<float>.Zero, result);
    }

    /// <summary>eˣ of every element of <paramref name="values"/>, in place.</summary>
    public static void Exp(Span<float> values) => Elementwise.Apply<ExpFunction>(values, values);

    /// <summary>eˣ − 1, within 6 units in the last place, also where x is close to 0; −1 far below it, ∞ above 88.7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ExpMinusOne(Vector256<float> x) => Vector256.ConditionalSelect(
        Vector256.LessThan(Vector256.Abs(x), Vector256.Create(0.34657359f)), ExpMinusOneNearZero(x), Exp(x) - Vector256<float>.One);

    /// <summary>ln(1 + x) for x in [0, 1], within 2 units in the last place; elsewhere it means nothing.</summary>
    /// <remarks>The series of 2·artanh s = 2·(s + s³/3 + s⁵/5 + …) at s = x / (2 + x), where artanh s is ln((1 + s) / (1 − s)) / 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LogOnePlus(Vector256<float> x)
    {
        var s = x / (Vector256.Create(2f) + x);
        var square = s * s;
        var p = Vector256.Create(2 / 17f);
        p = Vector256.FusedMultiplyAdd(p, square, Vector256.Create(2 / 15f));
        p = Vector256.FusedMultiplyAdd(p, square, Vector256.Create(2 / 13f));
        p = Vector256.FusedMultiplyAdd(p, square, Vector256.Create(2 / 11f));
        p = Vector256.FusedMultiplyAdd(p, square, Vector256.Create(2 / 9f));
        p = Vector256.FusedMultiplyAdd(p, square, Vector256.Create(2 / 7f));
        p = Vector256.FusedMultiplyAdd(p, square, Vector256.Create(2 / 5f));
        p = Vector256.FusedMultiplyAdd(p, square, Vector256.Create(2 / 3f));
        return Vector256.FusedMultiplyAdd(p * square, s, s + s);
    }

    /// <summary>The complementary error function 2/√π · ∫ e^(−t²) dt from x to ∞, within 10 units in the last place up to 9.19; 0 above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erfc(Vector256<float> x)
    {
        // Min keeps NaN. Above 10 the result is 0 anyway.
        var size = Vector256.Min(Vector256.Abs(x), Vector256.Create(10f));
        var square = size * size;

        var near = Vector256.Create(7.853861353153693e-5f);
        near = Vector256.FusedMultiplyAdd(near, square, Vector256.Create(-8.010193625184903e-4f));
        near = Vector256.FusedMultiplyAdd(near, square, Vector256.Create(5.188327685732524e-3f));
        near = Vector256.FusedMultiplyAdd(near, square, Vector256.Create(-2.685381193529856e-2f));
        near = Vector256.FusedMultiplyAdd(near, square, Vector256.Create(1.128358514861418e-1f));
        near = Vector256.FusedMultiplyAdd(near, square, Vector256.Create(-3.761262582423300e-1f));
        near = Vector256.FusedMultiplyAdd(near, square, Vector256.Create(1.128379165726710f));
        near = Vector256<float>.One - x * near;

        var inverse = Vector256<float>.One / size;
        var q = inverse * inverse;
        var middle = Vector256.Create(2.326819970068386e-2f);
        middle = Vector256.FusedMultiplyAdd(middle, q, Vector256.Create(-1.387039388740657e-1f));
        middle = Vector256.FusedMultiplyAdd(middle, q, Vector256.Create(3.687424674597105e-1f));
        middle = Vector256.FusedMultiplyAdd(middle, q, Vector256.Create(-5.824733027278666e-1f));
        middle = Vector256.FusedMultiplyAdd(middle, q, Vector256.Create(6.210004621745983e-1f));
        middle = Vector256.FusedMultiplyAdd(middle, q, Vector256.Create(-4.944515323274145e-1f));
        middle = Vector256.FusedMultiplyAdd(middle, q, Vector256.Create(3.404879937665872e-1f));
        middle = Vector256.FusedMultiplyAdd(middle, q, Vector256.Create(-2.741127028184656e-1f));
        middle = Vector256.FusedMultiplyAdd(middle, q, Vector256.Create(5.638259427386472e-1f));

        var far = Vector256.Create(-1.047766399936249e+1f);
        far = Vector256.FusedMultiplyAdd(far, q, Vector256.Create(1.297719955372516e+1f));
        far = Vector256.FusedMultiplyAdd(far, q, Vector256.Create(-7.495518717768503f));
        far = Vector256.FusedMultiplyAdd(far, q, Vector256.Create(2.921019019210786f));
        far = Vector256.FusedMultiplyAdd(far, q, Vector256.Create(-1.015265279202700f));
        far = Vector256.FusedMultiplyAdd(far, q, Vector256.Create(4.218463358204948e-1f));
        far = Vector256.FusedMultiplyAdd(far, q, Vector256.Create(-2.820767439740514e-1f));
        far = Vector256.FusedMultiplyAdd(far, q, Vector256.Create(5.641895067754075e-1f));

        // What rounding x² loses would be multiplied by x² in the result.
        var lost = Vector256.FusedMultiplyAdd(size, size, -square);
        var exponential = Exp(-square);
        exponential = Vector256.FusedMultiplyAdd(exponential, -lost, exponential);
        var tail = exponential * inverse * Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(2f)), middle, far);
        tail = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), Vector256.Create(2f) - tail, tail);
        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256<float>.One), near, tail);
    }

    /// <summary>tanh x, within 3 units in the last place.</summary>
    /// <remarks><c>(e²ˣ − 1) / (e²ˣ + 1)</c> with |x|, where e²ˣ − 1 is <c>2ⁿ·(eʳ − 1) + (2ⁿ − 1)</c>: nothing is lost near 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        // Above 9.02 it is 1 to all digits.
        var size = Vector256.MinNative(Vector256.Create(10f), Vector256.Abs(x));
        var (r, n) = Reduce(size + size);
        var power = PowerOfTwo(n);
        var m = Vector256.FusedMultiplyAdd(ExpMinusOneNearZero(r), power, power - Vector256<float>.One);
        return Vector256.CopySign(m / (m + Vector256.Create(2f)), x);
    }

    /// <summary>The logistic function 1 / (1 + e⁻ˣ), within 3 units in the last place; 0 below −88.4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        var (r, n) = Reduce(Clamp(-x, -87, 89));
        // What stands for 2¹²⁸ is ∞, and 0 the result.
        var exponential = (ExpMinusOneNearZero(r) + Vector256<float>.One) * PowerOfTwo(n);
        return Vector256<float>.One / (Vector256<float>.One + exponential);
    }

    /// <summary>eˣ, within 1 unit in the last place; 0 below −708 (a result that would be subnormal), ∞ above 709.78.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 709.782712893383973096)
            return double.PositiveInfinity;
        if (x < -708)
            return 0;

        double n = Math.Floor(x * 1.44269504088896338700 + 0.5);
        double high = x - n * Ln2High, low = n * Ln2Low;
        double r = high - low, square = r * r;
        double c = r - square * (1.66666666666666019037e-01 + square * (-2.77777777770155933842e-03 + square * (6.61375632143793436117e-05
            + square * (-1.65339022054652515390e-06 + square * 4.13813679705723846039e-08))));
        double y = 1 - (low - r * c / (2 - c) - high);
        return Math.ScaleB(y, (int)n);
    }

    /// <summary>The natural logarithm of a positive, normal number, within 1 unit in the last place; −∞ at 0, NaN below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        if (!(x > 0 && double.IsFinite(x)))
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;

        // The power of two that leaves a mantissa in (√½, √2], without a branch that nobody can foresee.
        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = (bits - 0x3FE6_A09E_667F_3BCE) >> 52;
        double mantissa = BitConverter.Int64BitsToDouble(bits - (exponent << 52));

        double f = mantissa - 1;
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
        double odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01
            + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
        double halfSquare = 0.5 * f * f;
        return exponent * Ln2High - (halfSquare - (s * (halfSquare + (odd + even)) + exponent * Ln2Low) - f);
    }

    /// <summary>value to a whole power of at least 0, by squaring: the same bits whoever asks, in any order.</summary>
    public static double Power(double value, long exponent)
    {
        double result = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result *= value;
            value *= value;
        }
        return result;
    }

    /// <summary>value, of at least 0, to a power of at least 0: a whole one by squaring, what is left of another by e^(p·ln value), within a few units in the last place of that.</summary>
    public static double RealPower(double value, double exponent)
    {
        double whole = Math.Floor(exponent), left = exponent - whole;
        double power = Power(value, (long)whole);
        return left == 0 ? power : power * Exp(left * Log(value));
    }

    /// <summary>cos(π·x), within 1 unit in the last place; exactly 1, 0 and −1 where it is.</summary>
    /// <remarks>In half turns what is left beside the nearest quarter is exact, however large x is.</remarks>
    public static double CosPi(double x)
    {
        // The cosine has neither a sign nor whole turns.
        double size = Math.Abs(x), turned = size - 2 * Math.Floor(size / 2);
        double quarter = Math.Floor(2 * turned + 0.5), left = turned - quarter / 2;
        double angle = left * Math.PI;
        double lost = Math.FusedMultiplyAdd(left, Math.PI, -angle) + left * PiLow;
        return (int)quarter switch
        {
            1 => -SinNearZero(angle, lost),
            2 => -CosNearZero(angle, lost),
            3 => SinNearZero(angle, lost),
            _ => CosNearZero(angle, lost),
        };
    }

    /// <summary>value to a power in [0, 1), by square roots, within 80 units in the last place and mostly a few.</summary>
    public static double RootPower(double value, double exponent)
    {
        if (!(exponent is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "An exponent must be at least 0 and less than 1.");

        double result = 1;
        // The binary digits of the exponent, from ½ down; both operations on it are exact.
        while (exponent > 0)
        {
            value = Math.Sqrt(value);
            exponent *= 2;
            if (exponent < 1)
                continue;
            result *= value;
            exponent -= 1;
        }
        return result;
    }

    /// <summary>value, of at least 1, to a power in [0, 1), by square roots in twice the digits: what is nearest, but for ties that 30 digits do not tell.</summary>
    /// <remarks>
    /// <see cref="RootPower"/> is faster. What rounding loses is kept in a second number: of a product as Dekker 1971, "A floating-point technique for extending the
    /// available precision", has it, with the error of the leading part by a fused multiply-add, and of a root by one step of Newton's method.
    /// </remarks>
    public static double NearestRootPower(double value, double exponent)
    {
        if (!(value >= 1 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A value must be at least 1 and finite.");
        if (!(exponent is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "An exponent must be at least 0 and less than 1.");

        double lost = 0, result = 1, resultLost = 0;
        while (exponent > 0)
        {
            double root = Math.Sqrt(value);
            lost = (Math.FusedMultiplyAdd(-root, root, value) + lost) / (2 * root);
            value = root;
            exponent *= 2;
            if (exponent < 1)
                continue;
            double product = result * value;
            resultLost = Math.FusedMultiplyAdd(result, value, -product) + (result * lost + resultLost * value);
            // The leading part takes what has become large enough for it.
            result = product + resultLost;
            resultLost += product - result;
            exponent -= 1;
        }
        return result;
    }

    // The cosine of x + y for |x| ≤ π/4, y being what rounding x lost.
    private static double CosNearZero(double x, double y)
    {
        double z = x * x;
        double r = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * 2.48015872894767294178e-05))
            + z * z * (z * z) * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11));
        double half = 0.5 * z, leading = 1 - half;
        return leading + (1 - leading - half + (z * r - x * y));
    }

    // The sine of x + y, likewise.
    private static double SinNearZero(double x, double y)
    {
        double z = x * x, v = z * x;
        double r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * 2.75573137070700676789e-06)
            + z * (z * z) * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10);
        return x - (z * (0.5 * y - v * r) - y - v * -1.66666666666666324348e-01);
    }

    // x = r + n·ln 2 with |r| ≤ ½·ln 2, for |x| below 2²¹. Adding 1.5·2²³ rounds to a whole number, whose digits are then the last bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> R, Vector256<int> N) Reduce(Vector256<float> x)
    {
        var shifter = Vector256.Create(12582912f);
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.44269504f), shifter);
        var n = shifted - shifter;
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.693359375f), x);
        return (Vector256.FusedMultiplyAdd(n, Vector256.Create(2.12194440e-4f), r), shifted.AsInt32() - shifter.AsInt32());
    }

    // |r| ≤ ½·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ExpMinusOneNearZero(Vector256<float> r)
    {
        var p = Vector256.Create(1.9875691500e-4f);
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1.3981999507e-3f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(8.3334519073e-3f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(4.1665795894e-2f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1.6666665459e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(5.0000001201e-1f));
        return Vector256.FusedMultiplyAdd(p, r * r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> exponent) =>
        Vector256.ShiftLeft(exponent + Vector256.Create(127), 23).AsSingle();

    // Of the two that are compared the second is taken where one is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Clamp(Vector256<float> x, float low, float high) =>
        Vector256.MinNative(Vector256.Create(high), Vector256.MaxNative(Vector256.Create(low), x));

    private readonly struct ExpFunction : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => Exp(x);
    }
}
