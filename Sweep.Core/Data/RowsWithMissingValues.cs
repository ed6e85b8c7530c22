using System.Globalization;

namespace Sweep.Core.Data;

/// <summary>Rows in which some values stand for missing ones.</summary>
internal sealed class RowsWithMissingValues : ITableRows
{
    private readonly ITableRows _rows;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts;
    private readonly double[] _numbers;

    /// <summary>Takes over rows.</summary>
    /// <param name="rows">The rows as they are.</param>
    /// <param name="marks">The texts and numbers that stand for a missing value.</param>
    public RowsWithMissingValues(ITableRows rows, IReadOnlyCollection<string> marks)
    {
        _rows = rows;
        _texts = new HashSet<string>(marks, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _numbers = [.. marks.SelectMany(mark => double.TryParse(mark, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? new[] { number } : [])];
    }

    /// <inheritdoc/>
    public string Place => _rows.Place;

    /// <inheritdoc/>
    public bool Read() => _rows.Read();

    /// <inheritdoc/>
    public FieldKind Read(int column, out double number)
    {
        var kind = _rows.Read(column, out number);
        bool isMarked = kind switch
        {
            FieldKind.Number => Array.IndexOf(_numbers, number) >= 0,
            FieldKind.Text => _texts.Contains(_rows.Text(column)),
            _ => false,
        };
        if (!isMarked)
            return kind;
        number = double.NaN;
        return FieldKind.Missing;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text(int column) => _rows.Text(column);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
