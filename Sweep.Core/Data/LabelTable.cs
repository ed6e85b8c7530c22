using System.Globalization;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>The labels of a file of sparse rows, as a table of one column; the features are beside it.</summary>
public sealed class LabelTable : ITable
{
    private readonly DataFile _file;
    private readonly double[] _labels;

    /// <summary>Reads a file of sparse rows.</summary>
    /// <exception cref="InputException">The file cannot be read, or a line is not as it must be.</exception>
    public LabelTable(DataFile file)
    {
        _file = file;
        (Features, _labels) = LibSvmFile.Read(file);
    }

    /// <summary>The features of the rows.</summary>
    public SparseTable Features { get; }

    /// <inheritdoc/>
    public string Name => _file.Name;

    /// <inheritdoc/>
    public IReadOnlyList<DataFile> Files => [_file];

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => ["label"];

    /// <inheritdoc/>
    public string? Target => "label";

    /// <inheritdoc/>
    public ITableRows Open() => new Rows(_labels);

    private sealed class Rows(double[] labels) : ITableRows
    {
        private int _row = -1;

        public string Place => string.Create(CultureInfo.InvariantCulture, $"row {_row + 1}");

        public bool Read() => ++_row < labels.Length;

        public FieldKind Read(int column, out double number)
        {
            number = labels[_row];
            return double.IsNaN(number) ? FieldKind.Missing : FieldKind.Number;
        }

        public ReadOnlySpan<char> Text(int column) => labels[_row].ToString(CultureInfo.InvariantCulture);

        public void Dispose()
        {
        }
    }
}
