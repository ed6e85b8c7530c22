using System.Text;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Numbers that look random and are the same each time.</summary>
/// <remarks>SplitMix64; Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", figure 16.</remarks>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool Bool() => (Next() & 1) != 0;

    public T Of<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    public int Int() => Of((int)Next(), Below(10), int.MinValue, int.MaxValue, 0, -1);

    public long Long() => Of((long)Next(), Below(10), long.MinValue, long.MaxValue, 0, -1);

    public float Float() => Of(
        BitConverter.UInt32BitsToSingle((uint)Next()), Below(10), float.NaN, -0.0f, 0.0f, float.Epsilon,
        float.MinValue, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity);

    public double Double() => Of(
        BitConverter.UInt64BitsToDouble(Next()), Below(10), double.NaN, -0.0, 0.0, double.Epsilon,
        double.MinValue, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity);

    public DateTime Time() => Of(
        new DateTime((long)(Next() % (ulong)DateTime.MaxValue.Ticks / 10 * 10), DateTimeKind.Utc),
        DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc),
        DateTime.UnixEpoch, DateTime.UnixEpoch.AddMicroseconds(-1),
        new DateTime(DateTime.MaxValue.Ticks / 10 * 10, DateTimeKind.Utc));

    public string Text()
    {
        var text = new StringBuilder();
        for (int left = Below(4); left > 0; left--)
            text.Append(Of(
                "", "a", "tpe", "\0", "\r\n", "\"", "e\u0301", "\u05D0", "\uFEFF", "\uFFFF", "\U00010000", "\U0010FFFF"));
        return text.ToString();
    }
}
