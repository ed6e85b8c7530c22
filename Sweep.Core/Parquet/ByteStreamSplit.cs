namespace Sweep.Core.Parquet;

/// <summary>First bytes of all values, then all second bytes, and so on: bytes that are alike come to lie together.</summary>
internal static class ByteStreamSplit
{
    /// <param name="values">Values back to back.</param>
    /// <param name="width">Bytes of a value.</param>
    /// <param name="target">As many bytes as <paramref name="values"/>.</param>
    public static void Split(ReadOnlySpan<byte> values, int width, Span<byte> target)
    {
        int count = values.Length / width;
        for (int j = 0; j < width; j++)
        {
            var stream = target.Slice(j * count, count);
            for (int i = 0; i < stream.Length; i++)
                stream[i] = values[i * width + j];
        }
    }

    /// <summary>The other way round.</summary>
    public static void Join(ReadOnlySpan<byte> split, int width, Span<byte> target)
    {
        int count = split.Length / width;
        for (int j = 0; j < width; j++)
        {
            var stream = split.Slice(j * count, count);
            for (int i = 0; i < stream.Length; i++)
                target[i * width + j] = stream[i];
        }
    }
}
