namespace Sweep.Core.Data;

/// <summary>The rows of an array in a file, one after the other. A few are in memory at a time.</summary>
/// <remarks>
/// Where columns lie one after the other (Fortran's order), a piece of each is read for some rows; a packed file cannot be gone about in, and is
/// unpacked into memory for it.
/// </remarks>
internal sealed class ArrayRows : IDisposable
{
    private const int BlockValues = 1 << 16;

    private readonly ArrayHeader _header;
    private readonly DataStream _file;
    private readonly DataStream _data;
    private readonly long _start;
    private readonly int[]? _placeOfColumn;
    private readonly byte[] _bytes;
    private readonly double[] _numbers;
    private readonly double[] _piece = [];
    private readonly int _blockRows;
    private int _blockStart;
    private int _row = -1;

    /// <summary>Opens the file before the first row.</summary>
    public ArrayRows(NumberArray array)
    {
        _header = array.Header;
        _blockRows = Math.Min(Math.Max(1, BlockValues / _header.Columns), _header.Rows);
        _blockStart = -_blockRows;
        _numbers = new double[_blockRows * _header.Columns];
        _file = array.Open();
        _bytes = new byte[_numbers.Length * Elements.SizeOf(_header.Element)];
        try
        {
            _file.ReadExactly(new byte[_header.Start], "the header");
            (_data, _start) = (_file, _header.Start);
            if (_header.IsFortran && _header.Columns > 1)
            {
                _placeOfColumn = PlacesOfColumns(_header.Sizes);
                _piece = new double[_blockRows];
                if (_file.IsPacked)
                    (_data, _start) = (_file.Unpacked(_header.Bytes, "the array"), 0);
            }
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The values of this row, the last dimension varying fastest.</summary>
    public ReadOnlySpan<double> Values => _numbers.AsSpan((_row - _blockStart) * _header.Columns, _header.Columns);

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        if (_row + 1 >= _header.Rows)
        {
            if (_row + 1 == _header.Rows && _placeOfColumn is null)
                _file.RequireEnd("the array");
            _row = _header.Rows;
            return false;
        }
        _row++;
        if (_row == _blockStart + _blockRows)
        {
            _blockStart = _row;
            int rows = Math.Min(_blockRows, _header.Rows - _row);
            if (_placeOfColumn is null)
                ReadRows(rows);
            else
                ReadColumns(rows);
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void ReadRows(int rows)
    {
        int values = rows * _header.Columns;
        var bytes = _bytes.AsSpan(0, values * Elements.SizeOf(_header.Element));
        _data.ReadExactly(bytes, "the array");
        Elements.Decode(_header.Element, _header.IsBigEndian, bytes, _numbers.AsSpan(0, values));
    }

    private void ReadColumns(int rows)
    {
        int size = Elements.SizeOf(_header.Element);
        var bytes = _bytes.AsSpan(0, rows * size);
        var piece = _piece.AsSpan(0, rows);
        for (int column = 0; column < _header.Columns; column++)
        {
            _data.Position = _start + ((long)column * _header.Rows + _row) * size;
            _data.ReadExactly(bytes, "the array");
            Elements.Decode(_header.Element, _header.IsBigEndian, bytes, piece);
            for (int row = 0; row < rows; row++)
                _numbers[row * _header.Columns + _placeOfColumn![column]] = piece[row];
        }
    }

    // Where the column that comes i-th in the file, its first dimension varying fastest, belongs in a row whose last dimension does.
    private static int[] PlacesOfColumns(IReadOnlyList<int> sizes)
    {
        var places = new int[sizes.Skip(1).Aggregate(1, (product, size) => product * size)];
        for (int i = 0; i < places.Length; i++)
        {
            int rest = i;
            for (int dimension = 1; dimension < sizes.Count; dimension++)
            {
                places[i] = places[i] * sizes[dimension] + rest % sizes[dimension];
                rest /= sizes[dimension];
            }
        }
        return places;
    }
}
