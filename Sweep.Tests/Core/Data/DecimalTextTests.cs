using System.Globalization;
using System.Text;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Data;

public class DecimalTextTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5e-3")]
    [InlineData("+7")]
    [InlineData(" 7 ")]
    [InlineData("007.2500")]
    [InlineData("1E22")]
    [InlineData("1e23")]
    [InlineData("1e-22")]
    [InlineData("1e-23")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("0.000000000000000000000000123")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("18446744073709551617")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("1e999")]
    [InlineData("1e+0000000001")]
    [InlineData("nan")]
    [InlineData("-Infinity")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1,2")]
    [InlineData("0x10")]
    [InlineData("red")]
    public void A_text_is_the_number_that_the_library_makes_of_it(string text) => AssertSame(text);

    [Fact]
    public void So_are_a_hundred_thousand_texts_of_digits_points_and_exponents()
    {
        var random = new RandomStream(5, RandomPurpose.InitialWeights);
        for (int sample = 0; sample < 100_000; sample++)
        {
            var text = new StringBuilder(random.Uniform(0, 1) < 0.3 ? "-" : "");
            int digits = 1 + (int)(random.NextUInt32() % 20), point = (int)(random.NextUInt32() % 24);
            for (int digit = 0; digit < digits; digit++)
                text.Append(digit == point ? "." : "").Append((char)('0' + random.NextUInt32() % 10));
            if (random.Uniform(0, 1) < 0.4)
                text.Append(CultureInfo.InvariantCulture, $"e{(int)(random.NextUInt32() % 60) - 30}");
            AssertSame(text.ToString());
        }
    }

    // To the last bit, the sign of 0 included.
    private static void AssertSame(string text)
    {
        bool expected = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double wanted);

        Assert.True(expected == DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out double value), text);
        if (expected)
            Assert.True(BitConverter.DoubleToInt64Bits(wanted) == BitConverter.DoubleToInt64Bits(value), $"{text}: expected {wanted:R}; got {value:R}.");
    }
}
