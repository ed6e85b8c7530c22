namespace Sweep.Core.Data;

/// <summary>The rows of a <see cref="JoinedTable"/>. One file is open at a time.</summary>
internal sealed class JoinedRows(IReadOnlyList<ITable> parts) : ITableRows
{
    private int _part;
    private ITableRows _rows = parts[0].Open();

    /// <inheritdoc/>
    public string Place => $"{Path.GetFileName(parts[_part].Name)}, {_rows.Place}";

    /// <inheritdoc/>
    public bool Read()
    {
        while (!_rows.Read())
        {
            if (_part == parts.Count - 1)
                return false;
            _rows.Dispose();
            _rows = parts[++_part].Open();
        }
        return true;
    }

    /// <inheritdoc/>
    public FieldKind Read(int column, out double number) => _rows.Read(column, out number);

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text(int column) => _rows.Text(column);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
