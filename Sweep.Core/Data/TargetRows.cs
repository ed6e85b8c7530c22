using Sweep.Core.Numerics;

namespace Sweep.Core.Data;

/// <summary>The targets of a data set, row by row. Of classes only their numbers are kept.</summary>
public readonly ref struct TargetRows
{
    private readonly ReadOnlySpan<float> _values;
    private readonly ReadOnlySpan<int> _classes;

    /// <summary>Lays rows of one number each over the values.</summary>
    internal TargetRows(ReadOnlySpan<float> values)
    {
        _values = values;
        (Rows, Columns) = (values.Length, 1);
    }

    /// <summary>Lays rows over the numbers of classes: each is 1 in the column of its class and 0 elsewhere.</summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="window">A 1 with columns − 1 zeros on either side: every row is a part of it.</param>
    internal TargetRows(ReadOnlySpan<int> classes, ReadOnlySpan<float> window)
    {
        _classes = classes;
        _values = window;
        (Rows, Columns) = (classes.Length, (window.Length + 1) / 2);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Columns of a row: the number of outputs that a network needs.</summary>
    public int Columns { get; }

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> this[int row] => _classes.IsEmpty ? _values.Slice(row, 1) : _values.Slice(Columns - 1 - _classes[row], Columns);

    /// <summary>One row, as a batch of its own.</summary>
    public ReadOnlyMatrixSpan Batch(int row) => new(this[row], 1, Columns);

    /// <summary>A copy of all rows, one after the other.</summary>
    public float[] ToArray()
    {
        var values = new float[checked(Rows * Columns)];
        for (int row = 0; row < Rows; row++)
            this[row].CopyTo(values.AsSpan(row * Columns));
        return values;
    }
}
