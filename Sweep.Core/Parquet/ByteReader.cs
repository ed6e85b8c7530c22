using System.Buffers.Binary;

namespace Sweep.Core.Parquet;

/// <summary>Takes untrusted bytes from the front, never past the end.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Left => _bytes.Length - Position;

    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    public byte ReadByte()
    {
        if (Left == 0)
            throw CutOff();
        return _bytes[Position++];
    }

    public ReadOnlySpan<byte> ReadBytes(long count)
    {
        if (count < 0 || count > Left)
            throw CutOff();
        var taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = ReadByte();
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new ParquetException("a number takes more than 64 bits");
    }

    public long ReadZigzag()
    {
        ulong folded = ReadVarint();
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    private static ParquetException CutOff() => new("the data end in the middle of a value");
}
