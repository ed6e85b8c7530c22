namespace Sweep.Core.Numerics;

/// <summary>A matrix laid over memory that the caller owns: rows one after another, without gaps.</summary>
public readonly ref struct MatrixSpan
{
    /// <summary>Lays <paramref name="rows"/> × <paramref name="columns"/> over the values; their number must agree.</summary>
    public MatrixSpan(Span<float> values, int rows, int columns)
    {
        MatrixShape.Require(values.Length, rows, columns);
        Values = values;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>All values, row by row.</summary>
    public Span<float> Values { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>True for a matrix without values, which stands for "nobody asked".</summary>
    public bool IsEmpty => Values.IsEmpty;

    /// <summary>One row.</summary>
    public Span<float> this[int row] => Values.Slice(row * Columns, Columns);

    /// <summary>Rows <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    public MatrixSpan Slice(int first, int count) => new(Values.Slice(first * Columns, count * Columns), count, Columns);

    /// <summary>The same memory, for reading.</summary>
    public static implicit operator ReadOnlyMatrixSpan(MatrixSpan matrix) => new(matrix.Values, matrix.Rows, matrix.Columns);
}
