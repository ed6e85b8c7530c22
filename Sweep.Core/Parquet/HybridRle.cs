using System.Numerics;

namespace Sweep.Core.Parquet;

/// <summary>Small numbers as a mixture of runs and bit-packed groups of eight: levels and dictionary indices.</summary>
/// <remarks>Source: the Parquet format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid".</remarks>
internal static class HybridRle
{
    private const int Group = 8;

    /// <summary>Appends values of at most <paramref name="width"/> bits, 1 to 32.</summary>
    public static void Write<T>(ByteBuffer target, ReadOnlySpan<T> values, int width)
        where T : unmanaged, IBinaryInteger<T>
    {
        int packedFrom = 0;
        for (int i = 0; i < values.Length;)
        {
            int run = RunLength(values[i..]);
            // Only the last packed run may be padded: an earlier one is filled up from the run that follows it.
            int borrowed = -(i - packedFrom) & (Group - 1);
            if (run - borrowed >= Group)
            {
                WritePacked(target, values[packedFrom..(i + borrowed)], width);
                WriteRun(target, values[i], run - borrowed, width);
                packedFrom = i + run;
            }
            i += run;
        }
        WritePacked(target, values[packedFrom..], width);
    }

    private static int RunLength<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        int other = values.IndexOfAnyExcept(values[0]);
        return other < 0 ? values.Length : other;
    }

    private static void WriteRun<T>(ByteBuffer target, T value, int count, int width)
        where T : unmanaged, IBinaryInteger<T>
    {
        target.AppendVarint((ulong)count << 1);
        uint bits = uint.CreateTruncating(value);
        for (int written = 0; written < width; written += 8)
            target.Append((byte)(bits >> written));
    }

    private static void WritePacked<T>(ByteBuffer target, ReadOnlySpan<T> values, int width)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (values.IsEmpty)
            return;

        target.AppendVarint((ulong)(values.Length + Group - 1) / Group << 1 | 1);
        Span<ulong> group = stackalloc ulong[Group];
        for (int i = 0; i < values.Length; i += Group)
        {
            int count = Math.Min(Group, values.Length - i);
            group[count..].Clear();
            for (int j = 0; j < count; j++)
                group[j] = ulong.CreateTruncating(values[i + j]);
            BitPacking.Pack(group, width, target.Extend(width));
        }
    }
}
