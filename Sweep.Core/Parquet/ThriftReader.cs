using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>Reads structs in the Thrift compact protocol from untrusted bytes, and skips what it is not asked for.</summary>
/// <remarks>
/// A struct is read by a loop over <see cref="ReadField"/>. What a loop does not know, or finds with another type than it
/// expects, it passes to <see cref="Skip(ThriftType)"/>.
/// </remarks>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    // A stack overflow cannot be caught.
    private const int DeepestNesting = 32;

    private static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);

    private ByteReader _bytes = new(bytes);

    public readonly int Position => _bytes.Position;

    public readonly int Left => _bytes.Left;

    /// <summary>Moves to the next field; false at the end of the struct.</summary>
    /// <param name="id">The id of the field before, 0 at first; becomes the id of this one.</param>
    /// <param name="type">What the field holds.</param>
    public bool ReadField(ref int id, out ThriftType type)
    {
        byte header = _bytes.ReadByte();
        type = (ThriftType)(header & 0x0F);
        if (header == 0)
            return false;

        long next = header >> 4 is > 0 and var step ? id + step : _bytes.ReadZigzag();
        if (next is < short.MinValue or > short.MaxValue)
            throw new ParquetException("a field number is out of range");
        id = (int)next;
        return true;
    }

    public int ReadI32()
    {
        long value = _bytes.ReadZigzag();
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new ParquetException("a 32-bit number takes more than 32 bits");
    }

    public long ReadI64() => _bytes.ReadZigzag();

    public sbyte ReadI8() => (sbyte)_bytes.ReadByte();

    public ReadOnlySpan<byte> ReadBinary()
    {
        ulong length = _bytes.ReadVarint();
        return length <= (ulong)Left
            ? _bytes.ReadBytes((long)length)
            : throw new ParquetException($"a text of {length} bytes is announced where {Left} bytes are left");
    }

    public string ReadString()
    {
        var bytes = ReadBinary();
        try
        {
            return _strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ParquetException("a name is not valid UTF-8", e);
        }
    }

    /// <summary>Starts a list or set and returns how many elements follow.</summary>
    public int ReadList(out ThriftType element)
    {
        byte header = _bytes.ReadByte();
        element = (ThriftType)(header & 0x0F);
        ulong count = header >> 4 is < 15 and var few ? (ulong)few : _bytes.ReadVarint();

        // Each element takes at least one byte, an empty struct too.
        return count <= (ulong)Left
            ? (int)count
            : throw new ParquetException($"a list of {count} elements is announced where {Left} bytes are left");
    }

    /// <summary>Starts a list whose elements must be of a type, and returns how many follow.</summary>
    public int ReadList(ThriftType expected)
    {
        int count = ReadList(out var element);
        return count == 0 || element == expected
            ? count
            : throw new ParquetException($"a list holds elements of type {element} where {expected} is due");
    }

    /// <summary>Passes over the value of a field.</summary>
    public void Skip(ThriftType type) => Skip(type, inCollection: false, depth: 0);

    private void Skip(ThriftType type, bool inCollection, int depth)
    {
        if (depth > DeepestNesting)
            throw new ParquetException($"metadata are nested more than {DeepestNesting} levels deep");

        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                if (inCollection)
                    _bytes.ReadByte();
                break;
            case ThriftType.I8:
                _bytes.ReadByte();
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                _bytes.ReadVarint();
                break;
            case ThriftType.Double:
                _bytes.ReadBytes(8);
                break;
            case ThriftType.Binary:
                ReadBinary();
                break;
            case ThriftType.Uuid:
                _bytes.ReadBytes(16);
                break;
            case ThriftType.List or ThriftType.Set:
                for (int left = ReadList(out var element); left > 0; left--)
                    Skip(element, inCollection: true, depth + 1);
                break;
            case ThriftType.Map:
                SkipMap(depth);
                break;
            case ThriftType.Struct:
                int id = 0;
                while (ReadField(ref id, out var field))
                    Skip(field, inCollection: false, depth + 1);
                break;
            default:
                throw new ParquetException($"metadata hold a field of the unknown type {(int)type}");
        }
    }

    private void SkipMap(int depth)
    {
        ulong count = _bytes.ReadVarint();
        if (count > (ulong)Left)
            throw new ParquetException($"a map of {count} pairs is announced where {Left} bytes are left");
        if (count == 0)
            return;

        byte types = _bytes.ReadByte();
        for (; count > 0; count--)
        {
            Skip((ThriftType)(types >> 4), inCollection: true, depth + 1);
            Skip((ThriftType)(types & 0x0F), inCollection: true, depth + 1);
        }
    }
}
