using System.Numerics;

namespace Sweep.Runner.Ledger;

/// <summary>The fits that have a result. Takes memory for what is unfinished between them, and nearly none for what is done in a row.</summary>
internal sealed class FinishedFits
{
    private const int PageBits = 1 << 16;

    // Stands for all pages that are full.
    private static readonly ulong[] _full = [];

    private readonly Dictionary<long, ulong[]> _pages = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a fit is among them.</summary>
    public bool Contains(long fit) =>
        _pages.TryGetValue(fit / PageBits, out ulong[]? page)
        && (page == _full || (page[fit % PageBits / 64] >> (int)(fit % 64) & 1) != 0);

    /// <summary>Adds a fit.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(long fit)
    {
        if (Contains(fit))
            return false;
        long number = fit / PageBits;
        if (!_pages.TryGetValue(number, out ulong[]? page))
            _pages.Add(number, page = new ulong[PageBits / 64]);
        page[fit % PageBits / 64] |= 1ul << (int)(fit % 64);
        Count++;
        if (page[^1] == ulong.MaxValue && page.Sum(bits => BitOperations.PopCount(bits)) == PageBits)
            _pages[number] = _full;
        return true;
    }
}
