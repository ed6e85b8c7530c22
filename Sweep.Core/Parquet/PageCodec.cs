using System.IO.Compression;

namespace Sweep.Core.Parquet;

/// <summary>Compresses and unpacks page bodies.</summary>
internal static class PageCodec
{
    // Quality 11, Brotli's "smallest size", takes 30 to 40 times as long as GZIP.
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 22;

    // On logs, level 6, the usual one, makes pages less than 1 % smaller and writing a file takes about a quarter longer.
    // Level 1 makes doubles larger than they were.
    private static readonly ZLibCompressionOptions _gzip = new() { CompressionLevel = 4 };

    public static Codec Of(ParquetCompression compression) => compression switch
    {
        ParquetCompression.None => Codec.Uncompressed,
        ParquetCompression.Gzip => Codec.Gzip,
        ParquetCompression.Brotli => Codec.Brotli,
        _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "There is no such compression."),
    };

    public static bool CanUnpack(Codec codec) => codec is Codec.Uncompressed or Codec.Snappy or Codec.Gzip or Codec.Brotli;

    /// <summary>Compresses a body; one that stays uncompressed is not copied.</summary>
    public static ReadOnlySpan<byte> Compress(Codec codec, ReadOnlySpan<byte> body)
    {
        if (codec == Codec.Uncompressed)
            return body;
        // GZipStream makes nothing of nothing, which is no gzip file.
        if (body.IsEmpty)
            throw new InvalidOperationException("A page without a single byte cannot be compressed.");

        return codec == Codec.Gzip ? CompressGzip(body) : CompressBrotli(body);
    }

    /// <summary>Unpacks a body that must come to exactly <paramref name="size"/> bytes.</summary>
    public static ReadOnlyMemory<byte> Unpack(Codec codec, ReadOnlyMemory<byte> body, int size)
    {
        if (codec == Codec.Uncompressed)
            return body.Length == size
                ? body
                : throw new ParquetException($"an uncompressed page of {size} bytes takes {body.Length}");

        if (codec == Codec.Snappy)
            return Snappy.Unpack(body.Span, size);

        using var packed = new MemoryStream(body.ToArray(), writable: false);
        using Stream unpacked = codec == Codec.Gzip
            ? new GZipStream(packed, CompressionMode.Decompress)
            : new BrotliStream(packed, CompressionMode.Decompress);
        try
        {
            return ReadExactly(unpacked, size, likely: 8L * body.Length);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException)
        {
            throw new ParquetException($"the {FormatName.Of(codec)} data are damaged", e);
        }
    }

    private static ReadOnlySpan<byte> CompressGzip(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream(capacity: body.Length / 2);
        using (var gzip = new GZipStream(packed, _gzip, leaveOpen: true))
            gzip.Write(body);
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static ReadOnlySpan<byte> CompressBrotli(ReadOnlySpan<byte> body)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, packed, out int length, BrotliQuality, BrotliWindow)
            ? packed.AsSpan(0, length)
            : throw new InvalidOperationException("Brotli did not compress a page.");
    }

    // The declared size is not believed: the buffer grows as data arrive. Nor is the end: data may follow it, or lack.
    private static ReadOnlyMemory<byte> ReadExactly(Stream stream, int size, long likely)
    {
        var buffer = new byte[(int)Math.Min(size, Math.Max(likely, 4096))];
        int length = 0;
        while (true)
        {
            if (length == buffer.Length && length < size)
                Array.Resize(ref buffer, (int)Math.Min(size, 2L * buffer.Length));
            int read = length < size ? stream.Read(buffer, length, buffer.Length - length) : stream.ReadByte() < 0 ? 0 : -1;
            if (read < 0)
                throw new ParquetException($"a page unpacks to more than the {size} bytes it declares");
            if (read == 0)
                break;
            length += read;
        }
        return length == size
            ? buffer.AsMemory(0, size)
            : throw new ParquetException($"a page unpacks to {length} bytes and declares {size}");
    }
}
