namespace Sweep.Core.Parquet;

/// <summary>What stands before each page.</summary>
/// <param name="Kind">What the page is for.</param>
/// <param name="UnpackedSize">Bytes of the body before compression, without this header.</param>
/// <param name="PackedSize">Bytes that follow the header in the file.</param>
/// <param name="Crc">Checksum of those bytes.</param>
/// <param name="Values">Values in the page, nulls included.</param>
/// <param name="Encoding">Encoding of the values.</param>
/// <param name="LevelEncoding">Encoding of the levels.</param>
internal sealed record PageHeader(
    PageKind Kind,
    int UnpackedSize,
    int PackedSize,
    int? Crc,
    int Values,
    PageEncoding Encoding,
    PageEncoding LevelEncoding = PageEncoding.Rle)
{
    private const int DataHeaderId = 5;
    private const int DictionaryHeaderId = 7;
    private const int DataV2HeaderId = 8;

    /// <summary>What only pages of version 2 say; null for all others.</summary>
    public PageV2? V2 { get; init; }

    public void Write(ThriftWriter thrift)
    {
        thrift.WriteI32(1, (int)Kind);
        thrift.WriteI32(2, UnpackedSize);
        thrift.WriteI32(3, PackedSize);
        if (Crc is { } crc)
            thrift.WriteI32(4, crc);
        thrift.BeginStruct(Kind == PageKind.Dictionary ? DictionaryHeaderId : DataHeaderId); // version 2 is only read
        thrift.WriteI32(1, Values);
        thrift.WriteI32(2, (int)Encoding);
        if (Kind == PageKind.Data)
        {
            thrift.WriteI32(3, (int)LevelEncoding);
            thrift.WriteI32(4, (int)LevelEncoding);
        }
        thrift.EndStruct();
        thrift.EndStruct();
    }

    public static PageHeader Read(ref ThriftReader thrift)
    {
        int? kind = null, unpacked = null, packed = null, crc = null;
        (int? Values, int? Encoding, int? Levels) data = default, dictionary = default, dataV2 = default;
        PageV2? v2 = null;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.I32): kind = thrift.ReadI32(); break;
                case (2, ThriftType.I32): unpacked = thrift.ReadI32(); break;
                case (3, ThriftType.I32): packed = thrift.ReadI32(); break;
                case (4, ThriftType.I32): crc = thrift.ReadI32(); break;
                case (DataHeaderId, ThriftType.Struct): data = ReadInner(ref thrift); break;
                case (DictionaryHeaderId, ThriftType.Struct): dictionary = ReadInner(ref thrift); break;
                case (DataV2HeaderId, ThriftType.Struct): (v2, dataV2.Values, dataV2.Encoding) = PageV2.Read(ref thrift); break;
                default: thrift.Skip(type); break;
            }
        }
        if (kind is null || unpacked is null || packed is null)
            throw new ParquetException("a page header lacks its type or sizes");

        var page = (PageKind)kind;
        var inner = page switch
        {
            PageKind.Dictionary => dictionary,
            PageKind.DataV2 => dataV2,
            _ => data,
        };
        if (page is PageKind.Data or PageKind.Dictionary or PageKind.DataV2 && (inner.Values is null || inner.Encoding is null))
            throw new ParquetException("a page header does not say how many values follow, or how they are encoded");
        return new(
            page, unpacked.Value, packed.Value, crc,
            inner.Values ?? 0, (PageEncoding)(inner.Encoding ?? 0), (PageEncoding)(inner.Levels ?? (int)PageEncoding.Rle))
        {
            V2 = page == PageKind.DataV2 ? v2 : null,
        };
    }

    // The inner headers of data and dictionary pages begin alike.
    private static (int? Values, int? Encoding, int? Levels) ReadInner(ref ThriftReader thrift)
    {
        (int? Values, int? Encoding, int? Levels) read = default;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.I32): read.Values = thrift.ReadI32(); break;
                case (2, ThriftType.I32): read.Encoding = thrift.ReadI32(); break;
                case (3, ThriftType.I32): read.Levels = thrift.ReadI32(); break;
                default: thrift.Skip(type); break;
            }
        }
        return read;
    }
}
