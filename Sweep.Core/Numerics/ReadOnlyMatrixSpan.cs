namespace Sweep.Core.Numerics;

/// <summary>A matrix to read, laid over memory that the caller owns: rows one after another, without gaps.</summary>
public readonly ref struct ReadOnlyMatrixSpan
{
    /// <summary>Lays <paramref name="rows"/> × <paramref name="columns"/> over the values; their number must agree.</summary>
    public ReadOnlyMatrixSpan(ReadOnlySpan<float> values, int rows, int columns)
    {
        MatrixShape.Require(values.Length, rows, columns);
        Values = values;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> this[int row] => Values.Slice(row * Columns, Columns);

    /// <summary>Rows <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    public ReadOnlyMatrixSpan Slice(int first, int count) => new(Values.Slice(first * Columns, count * Columns), count, Columns);
}
