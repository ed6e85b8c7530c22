namespace Sweep.Core.Parquet;

/// <summary>Reads back what <see cref="HybridRle"/> and other writers made of small numbers.</summary>
/// <remarks>Values are handed out in portions, so that a long run costs no memory before it is used.</remarks>
internal ref struct HybridRleReader
{
    private readonly int _width;
    private ByteReader _bytes;
    private uint _repeated;
    private int _repeats;
    private ReadOnlySpan<byte> _packed;
    private long _packedBit;
    private long _packedLeft;

    public HybridRleReader(ReadOnlySpan<byte> bytes, int width)
    {
        if (width is < 0 or > 32)
            throw new ParquetException($"a bit width of {width} is not possible; 0 to 32 are");
        _bytes = new ByteReader(bytes);
        _width = width;
    }

    /// <summary>Fills the target with the next values.</summary>
    public void Read(scoped Span<uint> target)
    {
        while (!target.IsEmpty)
        {
            int count = (int)Math.Min(target.Length, Math.Max(_repeats, _packedLeft));
            if (count == 0)
            {
                ReadHeader();
                continue;
            }
            if (_repeats > 0)
            {
                target[..count].Fill(_repeated);
                _repeats -= count;
            }
            else
            {
                Unpack(target[..count]);
            }
            target = target[count..];
        }
    }

    private void Unpack(scoped Span<uint> target)
    {
        if (_packedBit + (long)target.Length * _width > 8L * _packed.Length)
            throw new ParquetException("there are fewer indices or levels than values");
        for (int i = 0; i < target.Length; i++, _packedBit += _width)
            target[i] = (uint)BitPacking.Unpack(_packed, _packedBit, _width);
        _packedLeft -= target.Length;
    }

    private void ReadHeader()
    {
        if (_bytes.Left == 0)
            throw new ParquetException("there are fewer indices or levels than values");

        ulong header = _bytes.ReadVarint();
        ulong count = header >> 1;
        // A run of none would let the loop turn without end.
        if (count is 0 or > int.MaxValue)
            throw new ParquetException($"a run of {count} values is not possible");

        if ((header & 1) == 0)
        {
            _repeats = (int)count;
            _repeated = 0;
            for (int read = 0; read < _width; read += 8)
                _repeated |= (uint)_bytes.ReadByte() << read;
            return;
        }
        (_packedLeft, _packedBit) = (8 * (long)count, 0);
        _packed = _bytes.ReadBytes(Math.Min((long)count * _width, _bytes.Left));
    }
}
