using Sweep.Core.Numerics;

namespace Sweep.Core.Data;

/// <summary>Rows of which only the values that are not 0 are kept, with the memory that they lie in.</summary>
public sealed class SparseTable
{
    private readonly int[] _offsets;
    private readonly int[] _columns;
    private readonly float[] _values;
    private readonly int _columnCount;

    /// <summary>Takes over rows in the compressed sparse row format.</summary>
    /// <param name="offsets">Where each row begins among the values, ascending from 0, then their number.</param>
    /// <param name="columns">The column of each value, from 0 and below the number of columns.</param>
    /// <param name="values">The values.</param>
    /// <param name="columnCount">Values of a whole row.</param>
    public SparseTable(int[] offsets, int[] columns, float[] values, int columnCount)
    {
        (_offsets, _columns, _values, _columnCount) = (offsets, columns, values, columnCount);
        _ = Rows;
        for (int row = 0; row + 1 < offsets.Length; row++)
        {
            if (offsets[0] != 0 || offsets[row + 1] < offsets[row])
                throw new ArgumentException($"Offsets of rows must ascend from 0; row {row} goes from {offsets[row]} to {offsets[row + 1]}.", nameof(offsets));
        }
        foreach (int column in columns)
        {
            if (column < 0 || column >= columnCount)
                throw new ArgumentException($"A column must be from 0 to {columnCount - 1}; got {column}.", nameof(columns));
        }
    }

    /// <summary>All rows.</summary>
    public SparseRows Rows => new(_offsets, _columns, _values, _columnCount);

    /// <summary>Keeps the values of rows that are not 0.</summary>
    public static SparseTable Of(ReadOnlyMatrixSpan rows)
    {
        var (offsets, columns, values) = (new int[rows.Rows + 1], new List<int>(), new List<float>());
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int column = 0; column < rows.Columns; column++)
            {
                if (rows[row][column] == 0)
                    continue;
                columns.Add(column);
                values.Add(rows[row][column]);
            }
            offsets[row + 1] = values.Count;
        }
        return new SparseTable(offsets, [.. columns], [.. values], rows.Columns);
    }
}
