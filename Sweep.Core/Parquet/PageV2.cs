namespace Sweep.Core.Parquet;

/// <summary>What the header of a data page of version 2 says beyond that of version 1.</summary>
/// <param name="Nulls">How many rows have no value.</param>
/// <param name="Rows">How many rows the page has.</param>
/// <param name="LevelBytes">Bytes of the definition levels, which come first and are never compressed.</param>
/// <param name="RepetitionBytes">Bytes of the repetition levels, which a flat column does not have.</param>
/// <param name="IsCompressed">Whether the values are compressed by the codec of the chunk.</param>
internal sealed record PageV2(int Nulls, int Rows, int LevelBytes, int RepetitionBytes, bool IsCompressed)
{
    public static (PageV2 Header, int? Values, int? Encoding) Read(ref ThriftReader thrift)
    {
        int? values = null, nulls = null, rows = null, encoding = null, levels = null, repetitions = null;
        bool compressed = true;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.I32): values = thrift.ReadI32(); break;
                case (2, ThriftType.I32): nulls = thrift.ReadI32(); break;
                case (3, ThriftType.I32): rows = thrift.ReadI32(); break;
                case (4, ThriftType.I32): encoding = thrift.ReadI32(); break;
                case (5, ThriftType.I32): levels = thrift.ReadI32(); break;
                case (6, ThriftType.I32): repetitions = thrift.ReadI32(); break;
                case (7, ThriftType.True or ThriftType.False): compressed = type == ThriftType.True; break;
                default: thrift.Skip(type); break;
            }
        }
        return nulls is not null && rows is not null && levels is not null && repetitions is not null
            ? (new(nulls.Value, rows.Value, levels.Value, repetitions.Value, compressed), values, encoding)
            : throw new ParquetException("the header of a page of version 2 lacks its rows, nulls or lengths of levels");
    }
}
