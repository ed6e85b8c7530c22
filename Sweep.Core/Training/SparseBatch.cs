using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>The rows of one batch out of many sparse ones, in memory that grows to the largest batch and stays.</summary>
internal sealed class SparseBatch
{
    private int[] _offsets = [0];
    private int[] _columns = [];
    private float[] _values = [];
    private int _rows;

    /// <summary>Takes some rows, scaled.</summary>
    public void Gather(SparseRows from, ReadOnlySpan<int> rows, Standardizer scaler)
    {
        if (_offsets.Length <= rows.Length)
            _offsets = new int[rows.Length + 1];
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            count += from.Offsets[rows[i] + 1] - from.Offsets[rows[i]];
            _offsets[i + 1] = count;
        }
        if (_values.Length < count)
            (_columns, _values) = (new int[count], new float[count]);
        for (int i = 0; i < rows.Length; i++)
        {
            var places = from[rows[i]];
            from.Columns[places].CopyTo(_columns.AsSpan(_offsets[i]));
            from.Values[places].CopyTo(_values.AsSpan(_offsets[i]));
        }
        var scale = scaler.Scale;
        ReadOnlySpan<int> columns = _columns.AsSpan(0, count);
        var values = _values.AsSpan(0, count);
        for (int place = 0; place < values.Length; place++)
            values[place] *= scale[columns[place]];
        _rows = rows.Length;
    }

    /// <summary>The rows that were taken.</summary>
    /// <param name="columns">Values of a whole row.</param>
    public SparseRows Rows(int columns)
    {
        int count = _offsets[_rows];
        return new SparseRows(_offsets.AsSpan(0, _rows + 1), _columns.AsSpan(0, count), _values.AsSpan(0, count), columns);
    }
}
