using System.Buffers.Binary;

namespace Sweep.Core.Parquet;

/// <summary>Bytes that grow at the end, and keep their memory when cleared.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Adds bytes for the caller to fill. They may hold anything until then.</summary>
    public Span<byte> Extend(int count)
    {
        int end = checked(Length + count);
        if (end > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(64, Math.Max(end, 2L * _bytes.Length)), Array.MaxLength));
        var added = _bytes.AsSpan(Length, count);
        Length = end;
        return added;
    }

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Extend(1)[0] = value;
        else
            _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Extend(bytes.Length));

    public void AppendInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Extend(4), value);

    /// <summary>Overwrites four bytes written earlier, once a length is known.</summary>
    public void SetInt32(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at, 4), value);

    /// <summary>Seven bits a byte, the low ones first.</summary>
    public void AppendVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Append((byte)(value | 0x80));
        Append((byte)value);
    }

    /// <summary>A signed number, folded so that small ones of either sign are short.</summary>
    public void AppendZigzag(long value) => AppendVarint((ulong)((value << 1) ^ (value >> 63)));
}
