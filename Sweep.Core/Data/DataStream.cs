using System.IO.Compression;
using Sweep.Core.Contracts;
using Sweep.Core.Parquet;

namespace Sweep.Core.Data;

/// <summary>The bytes of a data file from the first to the last, unpacked on the way where it is gzipped. Whatever goes wrong is an <see cref="InputException"/>.</summary>
/// <remarks>
/// Gzip is recognised by its first two bytes (RFC 1952, section 2.3.1), whatever the file is called, and may have several members (section
/// 2.2). Checksums and lengths are verified, and a file that was cut off is refused.
/// </remarks>
public sealed class DataStream : Stream
{
    /// <summary>Unpacking stops at this many times a file's size, above <see cref="RatioHoldsFrom"/>: what packs better is made to fill memories.</summary>
    public const int MostRatio = 250;

    /// <summary>Unpacked bytes up to which any ratio is taken.</summary>
    public const long RatioHoldsFrom = 64 << 20;

    private readonly Stream _stream;
    private readonly DataFile _file;
    private readonly ZipArchive? _archive;
    private readonly uint? _checksum;
    private long _position;
    private uint _checksumSoFar;

    // Without it, data that were cut off read as if they ended there. Our own programs have it set from their start (Directory.Build.props);
    // in others it works unless something was unpacked before.
    static DataStream() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private DataStream(DataFile file, Stream stream, bool isPacked, long mostLength) =>
        (_file, _stream, IsPacked, MostLength) = (file, stream, isPacked, mostLength);

    private DataStream(DataFile file, ZipArchiveEntry entry)
        : this(file, entry.Open(), isPacked: true, Math.Min(entry.Length, MostUnpacked(entry.CompressedLength))) =>
        (_archive, _checksum) = (entry.Archive, entry.Crc32);

    /// <summary>Whether bytes are unpacked on the way; if not, any of them can be gone to.</summary>
    public bool IsPacked { get; }

    /// <summary>The most bytes that there can be: a file that declares more is wrong, and is told so before memory is taken for it.</summary>
    public long MostLength { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => !IsPacked;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => IsPacked ? throw new NotSupportedException("The length of what is packed is known at its end.") : MostLength;

    /// <inheritdoc/>
    public override long Position
    {
        get => IsPacked ? _position : _stream.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <summary>Takes over a file that has been opened.</summary>
    internal static DataStream Of(DataFile file, FileStream stream)
    {
        try
        {
            if (!stream.CanSeek)
                throw new InputException($"{file.Name}: this is a pipe, and data are gone through several times. Write them to a file first.");
            Span<byte> start = stackalloc byte[2];
            bool isPacked = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1F, 0x8B];
            stream.Position = 0;
            return isPacked
                ? new DataStream(file, new GZipStream(stream, CompressionMode.Decompress), isPacked, MostUnpacked(stream.Length))
                : new DataStream(file, stream, isPacked, stream.Length);
        }
        catch (Exception error)
        {
            stream.Dispose();
            if (error is IOException)
                throw file.Unreadable(error);
            throw;
        }
    }

    /// <summary>Opens a file in an archive, and takes over the archive.</summary>
    internal static DataStream Of(DataFile file, ZipArchiveEntry entry) => new(file, entry);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        int read;
        try
        {
            read = _stream.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }
        catch (IOException error)
        {
            throw _file.Unreadable(error);
        }

        _position += read;
        if (_checksum is { } checksum)
        {
            _checksumSoFar = Crc32.Compute(buffer[..read], _checksumSoFar);
            if (read == 0 && _checksumSoFar != checksum)
                throw Damaged();
        }
        return !IsPacked || _position <= MostLength
            ? read
            : throw new InputException(
                $"{_file.Name}: what is packed may have {MostRatio} times its size unpacked, or {RatioHoldsFrom >> 20} MB; this has more. If that is meant, unpack it first.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Fills a buffer.</summary>
    /// <param name="buffer">What is filled.</param>
    /// <param name="what">What is read, as the message says it where the file ends before: "the header".</param>
    /// <exception cref="InputException">The file ends before the buffer is full.</exception>
    public void ReadExactly(Span<byte> buffer, string what)
    {
        int read = this.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (read < buffer.Length)
            throw CutOff(what);
    }

    /// <summary>Unpacks all that is left into memory, where any byte can be gone to.</summary>
    /// <param name="bytes">How many bytes there must be.</param>
    /// <param name="what">What is read, as messages say it: "the array".</param>
    /// <exception cref="InputException">There are more or fewer bytes, or more than memory should hold.</exception>
    public DataStream Unpacked(long bytes, string what)
    {
        if (bytes > Array.MaxLength)
        {
            throw new InputException(
                $"{_file.Name}: {what} has its columns one after the other (Fortran's order), {bytes} bytes of them, and is packed: too much to put in order. "
                + "Unpack it, or save it in C's order.");
        }
        var unpacked = new MemoryStream();
        CopyTo(unpacked);
        if (unpacked.Length < bytes)
            throw CutOff(what);
        if (unpacked.Length > bytes)
            throw Longer(what);
        unpacked.Position = 0;
        return new DataStream(_file, unpacked, isPacked: false, bytes);
    }

    /// <summary>Makes sure that there are no more bytes.</summary>
    /// <param name="what">What was read, as the message says it: "the array".</param>
    /// <exception cref="InputException">There are more bytes.</exception>
    public void RequireEnd(string what)
    {
        if (ReadByte() >= 0)
            throw Longer(what);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => CanSeek
        ? _stream.Seek(offset, origin)
        : throw new NotSupportedException("What is packed is read from its beginning to its end.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("A data file is only read.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A data file is only read.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _archive?.Dispose();
        }
        base.Dispose(disposing);
    }

    private static long MostUnpacked(long packed) => Math.Max(RatioHoldsFrom, MostRatio * packed);

    private InputException CutOff(string what) => new($"{_file.Name}: the file ends inside {what}. Copy or download it again.");

    private InputException Longer(string what) => new($"{_file.Name}: {what} ends before the file does. A file can hold one, and no more.");

    private InputException Damaged(Exception? error = null)
    {
        string message = $"{_file.Name}: the packed data are damaged or were cut off. Copy or download the file again.";
        return error is null ? new InputException(message) : new InputException(message, error);
    }
}
