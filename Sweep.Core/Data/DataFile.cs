using System.Security.Cryptography;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file of data: where it is, and what messages call it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What messages call it: the path, as a person would type it.</param>
public sealed record DataFile(string Path, string Name)
{
    private const int BufferSize = 1 << 16;

    /// <summary>One hash of several files, by which a study knows its data again: SHA-256 in hexadecimal, of the bytes where there is one file, of the files' hashes otherwise.</summary>
    public static string Digest(IReadOnlyList<DataFile> files)
    {
        string[] digests = [.. files.Select(file => file.Digest())];
        return digests is [var only] ? only : Convert.ToHexStringLower(SHA256.HashData(digests.SelectMany(Convert.FromHexString).ToArray()));
    }

    /// <summary>Opens it to be read from start to end, unpacked on the way where it is gzipped. The caller disposes the stream.</summary>
    /// <exception cref="InputException">It cannot be read. Reading from the stream may throw it, too.</exception>
    public DataStream Open() => DataStream.Of(this, OpenPacked());

    /// <summary>Opens its bytes as they are.</summary>
    internal FileStream OpenPacked()
    {
        try
        {
            return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(error);
        }
    }

    /// <summary>A message about trouble of the disk while it is read.</summary>
    public InputException Unreadable(Exception error) =>
        new($"{Name}: the data file cannot be read. {Shown.Sentence(error.Message)}", error);

    private string Digest()
    {
        using var stream = OpenPacked();
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (IOException error)
        {
            throw Unreadable(error);
        }
    }
}
