using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>A page made by hand, as other writers or nobody would make it.</summary>
internal sealed record HandMadePage(PageHeader Header, byte[] Body)
{
    /// <summary>A page of version 1 or a dictionary, not compressed.</summary>
    public static HandMadePage Of(PageKind kind, int values, PageEncoding encoding, string hex) =>
        Of(kind, values, encoding, Convert.FromHexString(hex));

    public static HandMadePage Of(PageKind kind, int values, PageEncoding encoding, byte[] body, Codec codec = Codec.Uncompressed)
    {
        var packed = codec is Codec.Uncompressed or Codec.Snappy ? body : PageCodec.Compress(codec, body).ToArray();
        return new(new(kind, body.Length, packed.Length, Crc: null, values, encoding), packed);
    }

    /// <summary>A page of version 2 whose values are compressed already, or are not to be.</summary>
    public static HandMadePage V2(
        int rows, int nulls, PageEncoding encoding, string levels, string values, int? unpacked = null, bool compressed = true)
    {
        var levelBytes = Convert.FromHexString(levels);
        byte[] body = [.. levelBytes, .. Convert.FromHexString(values)];
        return new(
            new(PageKind.DataV2, unpacked ?? body.Length, body.Length, Crc: null, rows, encoding)
            {
                V2 = new(nulls, rows, levelBytes.Length, RepetitionBytes: 0, compressed),
            },
            body);
    }

    public void Write(ByteBuffer target)
    {
        var thrift = new ThriftWriter(target);
        if (Header.V2 is { } v2)
            WriteV2(thrift, v2);
        else
            Header.Write(thrift);
        target.Append(Body);
    }

    private void WriteV2(ThriftWriter thrift, PageV2 v2)
    {
        thrift.WriteI32(1, (int)Header.Kind);
        thrift.WriteI32(2, Header.UnpackedSize);
        thrift.WriteI32(3, Header.PackedSize);
        if (Header.Crc is { } crc)
            thrift.WriteI32(4, crc);
        thrift.BeginStruct(8);
        thrift.WriteI32(1, Header.Values);
        thrift.WriteI32(2, v2.Nulls);
        thrift.WriteI32(3, v2.Rows);
        thrift.WriteI32(4, (int)Header.Encoding);
        thrift.WriteI32(5, v2.LevelBytes);
        thrift.WriteI32(6, v2.RepetitionBytes);
        // True is what stands for nothing.
        if (!v2.IsCompressed)
            thrift.WriteBool(7, false);
        thrift.EndStruct();
        thrift.EndStruct();
    }
}
