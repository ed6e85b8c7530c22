namespace Sweep.Runner.Processes;

/// <summary>The last bytes of what has come.</summary>
/// <param name="capacity">How many.</param>
internal sealed class TailBuffer(int capacity)
{
    private byte[] _ring = [];

    /// <summary>How many bytes have come.</summary>
    public long Total { get; private set; }

    /// <summary>How many of them are here no more.</summary>
    public long Lost => Math.Max(0, Total - capacity);

    /// <summary>Takes more.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        long start = Total;
        Total += bytes.Length;
        if (bytes.Length > capacity)
        {
            start = Total - capacity;
            bytes = bytes[^capacity..];
        }
        if (bytes.IsEmpty)
            return;
        if (_ring.Length == 0)
            _ring = new byte[capacity];

        int at = (int)(start % capacity), fits = Math.Min(bytes.Length, capacity - at);
        bytes[..fits].CopyTo(_ring.AsSpan(at));
        bytes[fits..].CopyTo(_ring);
    }

    /// <summary>What is here, in order.</summary>
    public byte[] ToArray()
    {
        if (Lost == 0 || capacity == 0)
            return _ring[..(int)Math.Min(Total, capacity)];
        int at = (int)(Total % capacity);
        return [.. _ring.AsSpan(at), .. _ring.AsSpan(0, at)];
    }
}
