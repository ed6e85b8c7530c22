namespace Sweep.Core.Numerics;

/// <summary>A matrix that lies spread over memory: element (i, k) stands at <c>Rows[i] + Columns[k]</c>. Elements may share memory.</summary>
/// <remarks>So lie the values under a window that slides over an image: the row is the window's place, the column is the place under the window.</remarks>
internal readonly ref struct SpreadMatrix
{
    /// <summary>Lays a matrix over the values.</summary>
    public SpreadMatrix(ReadOnlySpan<float> values, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        Values = values;
        Rows = rows;
        Columns = columns;
        if (rows.IsEmpty || columns.IsEmpty)
            return;
        var ((leastRow, mostRow), (leastColumn, mostColumn)) = (Bounds(rows), Bounds(columns));
        if (leastRow + leastColumn < 0 || mostRow + mostColumn >= values.Length)
        {
            throw new ArgumentException(
                $"A spread matrix must lie within its memory; got places {leastRow + leastColumn} to {mostRow + mostColumn} of {values.Length} values.");
        }
    }

    /// <summary>The memory.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>Where each row begins.</summary>
    public ReadOnlySpan<int> Rows { get; }

    /// <summary>How far each column is from the beginning of a row.</summary>
    public ReadOnlySpan<int> Columns { get; }

    private static (long Least, long Most) Bounds(ReadOnlySpan<int> offsets)
    {
        int least = int.MaxValue, most = int.MinValue;
        foreach (int offset in offsets)
            (least, most) = (Math.Min(least, offset), Math.Max(most, offset));
        return (least, most);
    }
}
