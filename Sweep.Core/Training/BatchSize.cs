using System.Globalization;

namespace Sweep.Core.Training;

/// <summary>Rows that one step looks at: a number, or all training rows, however many a fold has.</summary>
public readonly record struct BatchSize
{
    /// <summary>A fixed number of rows, at least 1.</summary>
    public BatchSize(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        Rows = rows;
    }

    /// <summary>All training rows: batch gradient descent.</summary>
    public static BatchSize All => default;

    /// <summary>The number of rows; 0 stands for all.</summary>
    public int Rows { get; }

    /// <summary>Rows of a batch where there are so many training rows.</summary>
    public int Of(int trainingRows) => Rows == 0 ? trainingRows : Rows;

    /// <inheritdoc/>
    public override string ToString() => Rows == 0 ? "all" : Rows.ToString(CultureInfo.InvariantCulture);
}
