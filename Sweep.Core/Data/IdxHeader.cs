using System.Buffers.Binary;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>Reads how a file of the format IDX begins, in which MNIST and its kin are kept.</summary>
/// <remarks>
/// Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits": two bytes of 0, the type of the elements, the number of
/// dimensions, then the size of each as a whole number of 4 bytes; all highest byte first, the last dimension varying fastest.
/// </remarks>
internal static class IdxHeader
{
    // No more than NumPy's arrays could have for long.
    private const int MostDimensions = 32;

    /// <summary>Whether a file begins as one of this format does.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start is [0, 0, var type, >= 1 and <= MostDimensions, ..] && ElementOf(type) is not null;

    /// <summary>Reads the header of an array, up to its first element.</summary>
    /// <param name="stream">The file, from its start.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It is not a file of this format.</exception>
    public static ArrayHeader Read(DataStream stream, string name)
    {
        var start = new byte[4];
        stream.ReadExactly(start, "the header");
        if (!Begins(start))
        {
            throw new InputException(
                $"{name}: this is no IDX file. It must begin with the bytes 00 00, then 08, 09, 0B, 0C, 0D or 0E for the type, and the number of dimensions from 1 to {MostDimensions}; "
                + $"got {Convert.ToHexString(start)}.");
        }
        var bytes = new byte[sizeof(uint) * start[3]];
        stream.ReadExactly(bytes, "the header");
        int[] sizes = [.. bytes.Chunk(sizeof(uint)).Select(size => Size(BinaryPrimitives.ReadUInt32BigEndian(size), name))];
        return new ArrayHeader(ElementOf(start[2])!.Value, IsBigEndian: true, IsFortran: false, start.Length + bytes.Length, sizes).RequireIn(stream, name);
    }

    private static ElementType? ElementOf(byte type) => type switch
    {
        0x08 => ElementType.UInt8,
        0x09 => ElementType.Int8,
        0x0B => ElementType.Int16,
        0x0C => ElementType.Int32,
        0x0D => ElementType.Float32,
        0x0E => ElementType.Float64,
        _ => null,
    };

    private static int Size(uint size, string name) => size <= int.MaxValue
        ? (int)size
        : throw new InputException($"{name}: a dimension of an array can have {int.MaxValue} values; this one has {size}.");
}
