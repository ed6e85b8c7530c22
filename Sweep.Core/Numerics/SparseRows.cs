namespace Sweep.Core.Numerics;

/// <summary>Rows of which only some values are kept, laid over memory that the caller owns; all others are 0.</summary>
/// <remarks>The compressed sparse row format: values and their columns one row after another, and where each row begins.</remarks>
public readonly ref struct SparseRows
{
    /// <summary>Lays rows over memory.</summary>
    /// <param name="offsets">Where each row begins among the values, then their number: one more than there are rows.</param>
    /// <param name="columns">The column of each value.</param>
    /// <param name="values">The values.</param>
    /// <param name="columnCount">Values of a whole row.</param>
    public SparseRows(ReadOnlySpan<int> offsets, ReadOnlySpan<int> columns, ReadOnlySpan<float> values, int columnCount)
    {
        if (offsets.IsEmpty || columns.Length != values.Length || offsets[^1] != values.Length)
            throw new ArgumentException(
                $"Sparse rows need an offset more than rows, the last one the number of values, and a column for each value; "
                + $"got {offsets.Length} offsets, {columns.Length} columns and {values.Length} values.");
        Offsets = offsets;
        Columns = columns;
        Values = values;
        ColumnCount = columnCount;
    }

    /// <summary>Where each row begins among the values, then their number.</summary>
    public ReadOnlySpan<int> Offsets { get; }

    /// <summary>The column of each value.</summary>
    public ReadOnlySpan<int> Columns { get; }

    /// <summary>The values.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>Values of a whole row.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Offsets.Length - 1;

    /// <summary>True where there are no sparse rows at all: the batch is dense.</summary>
    public bool IsEmpty => Offsets.IsEmpty;

    /// <summary>The places of a row's values.</summary>
    public Range this[int row] => Offsets[row]..Offsets[row + 1];
}
