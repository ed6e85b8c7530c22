using System.Runtime.InteropServices;

namespace Sweep.Core.Parquet;

/// <summary>The values of one column that have not been written yet.</summary>
internal abstract class ColumnBuffer(ParquetColumn column)
{
    private const int PageBytes = 1 << 20;
    private const int PageRows = 131_072;
    private const int IndexBytes = sizeof(int);

    private readonly List<byte> _levels = [];

    public ParquetColumn Column { get; } = column;

    /// <summary>Rows, nulls included.</summary>
    public int Rows { get; private set; }

    /// <summary>Values, nulls not included.</summary>
    public int Values { get; private set; }

    /// <summary>For an optional column, 1 for each row with a value and 0 for each without.</summary>
    public ReadOnlySpan<byte> Levels => CollectionsMarshal.AsSpan(_levels);

    /// <summary>Bytes held, roughly.</summary>
    public long Bytes { get; private set; }

    public void AddNull()
    {
        _levels.Add(0);
        Rows++;
        Bytes++;
    }

    public virtual void Clear()
    {
        _levels.Clear();
        (Rows, Values, Bytes) = (0, 0, 0);
    }

    /// <summary>How values are encoded if not by a dictionary.</summary>
    public abstract PageEncoding Encoding(ParquetOptions options);

    /// <summary>A dictionary of the values, if one is worth it.</summary>
    public abstract ValueDictionary? MakeDictionary();

    public abstract ChunkStatistics MakeStatistics();

    /// <summary>Appends a stretch of values without nulls.</summary>
    public abstract void Write(ByteBuffer target, int first, int count, PageEncoding encoding);

    /// <summary>Cuts the column into pages of about a megabyte.</summary>
    public IEnumerable<PageCut> Cut(bool asIndices)
    {
        for (int row = 0, value = 0; row < Rows;)
        {
            int firstRow = row, firstValue = value;
            for (long size = 0; row < Rows && row - firstRow < PageRows && size < PageBytes; row++)
            {
                if (Column.Optional && _levels[row] == 0)
                    continue;
                size += asIndices ? IndexBytes : PlainSize(value);
                value++;
            }
            yield return new(firstRow, row - firstRow, firstValue, value - firstValue);
        }
    }

    /// <summary>Bytes of a value in PLAIN encoding.</summary>
    protected abstract int PlainSize(int value);

    /// <summary>Counts a value that has been added.</summary>
    protected void Count(int bytes)
    {
        if (Column.Optional)
            _levels.Add(1);
        Rows++;
        Values++;
        Bytes += bytes;
    }
}
