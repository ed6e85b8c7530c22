using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class SumsTests
{
    [Fact]
    public void They_equal_plain_loops_at_any_length()
    {
        for (int length = 0; length < 40; length++)
        {
            float[] x = Sample.Floats(length, 1), y = Sample.Floats(length, 2);
            Assert.Equal(x.Sum(value => (double)value), Sums.Of(x), 1e-13);
            Assert.Equal(x.Sum(value => (value - 0.3) * (value - 0.3)), Sums.OfSquares(x, 0.3), 1e-13);
            Assert.Equal(x.Zip(y, (a, b) => (double)a * b).Sum(), Sums.OfProducts(x, y), 1e-13);
        }
    }

    [Fact]
    public void What_float_would_lose_is_kept() => Assert.Equal(1e8 + 20, Sums.Of([1e8f, .. Enumerable.Repeat(1f, 20)]));
}
