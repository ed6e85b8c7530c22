namespace Sweep.Core.Parquet;

/// <summary>A stretch of rows: one chunk for each column.</summary>
/// <param name="Columns">The chunks, in the order of the schema.</param>
/// <param name="Rows">How many rows it holds.</param>
internal sealed record RowGroup(IReadOnlyList<ColumnChunk> Columns, long Rows)
{
    public void Write(ThriftWriter thrift, int index)
    {
        thrift.BeginElement();
        thrift.BeginList(1, ThriftType.Struct, Columns.Count);
        foreach (var column in Columns)
            column.Write(thrift);
        thrift.WriteI64(2, Columns.Sum(column => column.UnpackedSize));
        thrift.WriteI64(3, Rows);
        thrift.WriteI64(5, Columns[0].Start);
        thrift.WriteI64(6, Columns.Sum(column => column.PackedSize));
        if (index <= short.MaxValue)
            thrift.WriteI16(7, (short)index);
        thrift.EndStruct();
    }

    public static RowGroup Read(ref ThriftReader thrift)
    {
        List<ColumnChunk>? columns = null;
        long? rows = null;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.List):
                    columns = [];
                    for (int left = thrift.ReadList(ThriftType.Struct); left > 0; left--)
                        columns.Add(ColumnChunk.Read(ref thrift));
                    break;
                case (3, ThriftType.I64):
                    rows = thrift.ReadI64();
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }
        return columns is not null && rows is not null
            ? new(columns, rows.Value)
            : throw new ParquetException("a row group lacks its columns or its number of rows");
    }
}
