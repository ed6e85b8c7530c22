using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class ElementaryTests
{
    [Fact]
    public void Exp_is_within_1_unit_in_the_last_place() =>
        Assert.InRange(WorstUlp(-87.3f, 88.7f, Elementary.Exp, Math.Exp), 0, 1);

    [Fact]
    public void Tanh_is_within_3_units_in_the_last_place()
    {
        Assert.InRange(WorstUlp(-12, 12, Elementary.Tanh, Math.Tanh), 0, 3);
        Assert.InRange(WorstUlp(-1e-3f, 1e-3f, Elementary.Tanh, Math.Tanh), 0, 3);
    }

    [Fact]
    public void Sigmoid_is_within_3_units_in_the_last_place() =>
        Assert.InRange(WorstUlp(-86, 86, Elementary.Sigmoid, x => 1 / (1 + Math.Exp(-x))), 0, 3);

    [Fact]
    public void Exp_minus_one_is_within_6_units_in_the_last_place()
    {
        Assert.InRange(WorstUlp(-20, 88.7f, Elementary.ExpMinusOne, ExpMinusOne), 0, 6);
        Assert.InRange(WorstUlp(-1e-3f, 1e-3f, Elementary.ExpMinusOne, ExpMinusOne), 0, 6);

        static double ExpMinusOne(double x) => 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);
    }

    [Fact]
    public void Log_of_one_plus_is_within_2_units_in_the_last_place()
    {
        Assert.InRange(WorstUlp(0, 1, Elementary.LogOnePlus, LogOnePlus), 0, 2);
        Assert.InRange(WorstUlp(0, 1e-6f, Elementary.LogOnePlus, LogOnePlus), 0, 2);

        // What 1 + x loses is made good by its own rounding: Kahan's trick.
        static double LogOnePlus(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * (x / (1 + x - 1));
    }

    [Fact]
    public void Erfc_is_within_10_units_in_the_last_place() => Assert.InRange(WorstUlp(-4, 9.19f, Elementary.Erfc, HighAccuracy.Erfc), 0, 10);

    [Theory]
    [InlineData(float.NegativeInfinity, 2)]
    [InlineData(0, 1)]
    [InlineData(9.5f, 0)]
    [InlineData(float.PositiveInfinity, 0)]
    [InlineData(float.NaN, float.NaN)]
    public void Erfc_is_right_at_its_ends(float x, float expected) => Assert.Equal(expected, Elementary.Erfc(Vector256.Create(x))[0]);

    [Theory]
    [InlineData(float.NegativeInfinity, -1)]
    [InlineData(0, 0)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Exp_minus_one_is_right_at_its_ends(float x, float expected) =>
        Assert.Equal(expected, Elementary.ExpMinusOne(Vector256.Create(x))[0]);

    [Theory]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(-200, 0)]
    [InlineData(0, 1)]
    [InlineData(89, float.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Exp_is_right_at_its_ends(float x, float expected) => Assert.Equal(expected, Elementary.Exp(Vector256.Create(x))[0]);

    [Theory]
    [InlineData(float.NegativeInfinity, -1, 0)]
    [InlineData(float.PositiveInfinity, 1, 1)]
    [InlineData(0, 0, 0.5f)]
    [InlineData(-0f, -0f, 0.5f)]
    [InlineData(-88.5f, -1, 0)]
    [InlineData(88.5f, 1, 1)]
    [InlineData(float.NaN, float.NaN, float.NaN)]
    public void Tanh_and_sigmoid_are_right_at_their_ends(float x, float tanh, float sigmoid)
    {
        Assert.Equal(tanh, Elementary.Tanh(Vector256.Create(x))[0]);
        Assert.Equal(sigmoid, Elementary.Sigmoid(Vector256.Create(x))[0]);
    }

    [Fact]
    public void Exp_of_a_span_leaves_no_element_out_whatever_its_length()
    {
        for (int length = 0; length < 20; length++)
        {
            float[] x = Sample.Floats(length), expected = Array.ConvertAll(x, each => Elementary.Exp(Vector256.Create(each))[0]);
            Elementary.Exp(x);
            Assert.Equal(expected, x);
        }
    }

    [Fact]
    public void Exp_in_double_is_within_1_unit_in_the_last_place_of_another_that_is()
    {
        var random = new RandomStream(2, RandomPurpose.InitialWeights);
        for (int i = 0; i < 200_000; i++)
        {
            double x = random.Uniform(-708, 709), expected = Math.Exp(x);
            Assert.True(Math.Abs(Elementary.Exp(x) - expected) <= 2 * (Math.BitIncrement(expected) - expected), $"exp {x:R}");
        }
    }

    [Theory]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-1e300, 0)]
    [InlineData(0, 1)]
    [InlineData(709.78, 1.7928227943945155e308)]
    [InlineData(709.79, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp_in_double_is_right_at_its_ends(double x, double expected) => Assert.Equal(expected, Elementary.Exp(x));

    [Fact]
    public void Log_is_within_1_unit_in_the_last_place()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        for (int i = 0; i < 200_000; i++)
        {
            double x = Math.ScaleB(random.Uniform(1, 2), random.NextInt(2000) - 1000);
            double expected = Math.Log(x);
            Assert.True(Math.Abs(Elementary.Log(x) - expected) <= Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected), $"log {x:R}");
        }
    }

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(1, 0)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Log_is_right_at_its_ends(double x, double expected) => Assert.Equal(expected, Elementary.Log(x));

    [Theory]
    [InlineData(0.5, 0, 1)]
    [InlineData(0.5, 3, 0.125)]
    [InlineData(2, 10, 1024)]
    [InlineData(0, 0, 1)]
    public void Power_multiplies_by_itself(double value, long exponent, double expected) =>
        Assert.Equal(expected, Elementary.Power(value, exponent));

    [Theory]
    [InlineData(16, 0, 1)]
    [InlineData(16, 0.25, 2)]
    [InlineData(16, 0.5, 4)]
    [InlineData(16, 0.75, 8)]
    [InlineData(0, 0.5, 0)]
    [InlineData(double.PositiveInfinity, 0.5, double.PositiveInfinity)]
    public void RootPower_takes_roots(double value, double exponent, double expected) =>
        Assert.Equal(expected, Elementary.RootPower(value, exponent));

    [Fact]
    public void RootPower_is_as_close_as_it_says()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        for (int i = 0; i < 100_000; i++)
        {
            double value = Math.ScaleB(random.Uniform(1, 2), random.NextInt(2000) - 1000), exponent = random.NextDouble();
            double expected = Math.Pow(value, exponent);
            Assert.True(
                Math.Abs(Elementary.RootPower(value, exponent) - expected) <= 80 * (Math.BitIncrement(expected) - expected),
                $"{value:R} to the power {exponent:R}");
        }
    }

    [Fact]
    public void NearestRootPower_is_nearest_but_for_what_the_system_itself_rounds()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        int different = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double value = Math.ScaleB(random.Uniform(1, 2), random.NextInt(1000)), exponent = random.NextDouble();
            double expected = Math.Pow(value, exponent), got = Elementary.NearestRootPower(value, exponent);
            Assert.InRange(got, Math.BitDecrement(expected), Math.BitIncrement(expected));
            different += got == expected ? 0 : 1;
        }
        Assert.InRange(different, 0, 20_000);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(double.PositiveInfinity, 0.5)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(2, 1)]
    [InlineData(2, -0.1)]
    [InlineData(2, double.NaN)]
    public void NearestRootPower_of_what_it_is_not_for_is_refused(double value, double exponent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.NearestRootPower(value, exponent));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void RootPower_outside_zero_to_one_is_refused(double exponent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.RootPower(2, exponent));

    [Fact]
    public void CosPi_is_within_1_unit_in_the_last_place()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        for (int i = 0; i < 20_000; i++)
        {
            double x = i % 4 == 0 ? 0.5 + random.Uniform(-1e-3, 1e-3) : random.Uniform(0, 2);
            decimal expected = HighAccuracy.CosPi(x);
            double nearest = Math.Abs((double)expected);
            Assert.True(Math.Abs(HighAccuracy.Decimal(Elementary.CosPi(x)) - expected) <= (decimal)Unit(nearest), $"cos of {x:R} half turns");
        }

        static double Unit(double value) => Math.BitIncrement(value) - value;
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0)]
    [InlineData(1, -1)]
    [InlineData(1.5, 0)]
    [InlineData(2, 1)]
    [InlineData(1e15 + 1, -1)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NaN)]
    public void CosPi_of_whole_quarters_is_exact(double x, double expected)
    {
        Assert.Equal(expected, Elementary.CosPi(x));
        Assert.Equal(expected, Elementary.CosPi(-x));
    }

    [Fact]
    public void CosPi_is_the_same_after_whole_turns()
    {
        // A multiple of 2⁻²⁰, so that what is added takes no digits away.
        for (int i = 0; i < 1 << 12; i++)
            Assert.Equal(Elementary.CosPi(i / 1024.0), Elementary.CosPi(2e9 + i / 1024.0));
    }

    [Theory]
    [InlineData(0.5, 3, 0.125)]
    [InlineData(4, 2.5, 32)]
    [InlineData(0, 0.5, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1e300, 1)]
    public void RealPower_multiplies_by_itself_and_takes_roots(double value, double exponent, double expected) =>
        Assert.Equal(expected, Elementary.RealPower(value, exponent), tolerance: 1e-14);

    [Fact]
    public void RealPower_is_close()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        for (int i = 0; i < 100_000; i++)
        {
            double value = random.Uniform(1e-6, 2), exponent = random.Uniform(0, 40);
            double expected = Math.Pow(value, exponent);
            Assert.InRange(Elementary.RealPower(value, exponent), expected * (1 - 1e-14), expected * (1 + 1e-14));
        }
    }

    private static double WorstUlp(float low, float high, Func<Vector256<float>, Vector256<float>> got, Func<double, double> exact)
    {
        const int Points = 400_000;
        double worst = 0;
        for (int i = 0; i <= Points; i++)
        {
            float x = low + (high - low) * i / Points;
            double expected = exact(x);
            float nearest = (float)expected;
            double unit = MathF.BitIncrement(MathF.Abs(nearest)) - MathF.Abs(nearest);
            worst = Math.Max(worst, Math.Abs(got(Vector256.Create(x))[0] - expected) / unit);
        }
        return worst;
    }
}
