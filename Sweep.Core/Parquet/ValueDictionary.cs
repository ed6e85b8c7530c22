namespace Sweep.Core.Parquet;

/// <summary>The different values of a column chunk, in the order in which they first come.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Plain">The values in PLAIN encoding.</param>
/// <param name="Indices">For each value of the column that is not null, its place among them.</param>
internal sealed record ValueDictionary(int Count, ByteBuffer Plain, int[] Indices)
{
    public const int MostEntries = 65_536;
    public const int MostBytes = 1 << 20;

    /// <summary>Bits of an index.</summary>
    public int IndexWidth => Math.Max(1, BitPacking.WidthOf((ulong)(Count - 1)));
}
