namespace Sweep.Core.Profiles;

/// <summary>The hashes of rows, by which those that repeat are counted: 8 bytes a row, up to a limit.</summary>
internal sealed class RowHashes
{
    private const int MostRows = 50_000_000;
    private const int BlockLength = 1 << 16;

    private readonly List<ulong[]> _blocks = [];
    private int _inLast = BlockLength;

    /// <summary>How many rows were taken.</summary>
    public int Count => _blocks.Count == 0 ? 0 : ((_blocks.Count - 1) * BlockLength) + _inLast;

    /// <summary>Takes a row, unless there are too many.</summary>
    public void Add(ulong hash)
    {
        if (Count == MostRows)
            return;
        if (_inLast == BlockLength)
        {
            _blocks.Add(new ulong[BlockLength]);
            _inLast = 0;
        }
        _blocks[^1][_inLast++] = hash;
    }

    /// <summary>How many of them are the same as an earlier one.</summary>
    public int Repeated()
    {
        var all = new ulong[Count];
        foreach (var (number, block) in _blocks.Index())
            block.AsSpan(0, Math.Min(BlockLength, all.Length - (number * BlockLength))).CopyTo(all.AsSpan(number * BlockLength));
        Array.Sort(all);
        int repeated = 0;
        for (int row = 1; row < all.Length; row++)
            repeated += all[row] == all[row - 1] ? 1 : 0;
        return repeated;
    }
}
