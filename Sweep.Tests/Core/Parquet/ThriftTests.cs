using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class ThriftTests
{
    [Fact]
    public void A_struct_is_written_as_the_format_says()
    {
        var bytes = new ByteBuffer();
        var thrift = new ThriftWriter(bytes);
        thrift.WriteI64(1, -1);
        thrift.WriteI64(20, 300);
        thrift.WriteBool(21, true);
        thrift.EndStruct();

        Assert.Equal("16010628D8041100", Convert.ToHexString(bytes.Written));
    }

    [Fact]
    public void A_timestamp_column_is_annotated_in_the_old_and_the_new_way()
    {
        var bytes = new ByteBuffer();
        SchemaElement.Write(new ThriftWriter(bytes), new("time", ParquetType.Timestamp));

        Assert.Equal("1504250018 0474696D65 2514 4C8C111C2C00000000 00".Replace(" ", ""), Convert.ToHexString(bytes.Written));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R14")]
    public void Unknown_fields_of_every_type_are_passed_over()
    {
        // Fields: true, false, i8, i16, i32, i64, double, binary, list of 2 booleans, set of 1 i32, map of 1 pair,
        // empty map, struct, uuid, field 32767 (a list of 16 i8), and at last field 1 again in long form.
        byte[] bytes = Convert.FromHexString(
            "11" + "12" + "13FF" + "1402" + "1502" + "1602" + "17" + "0000000000000000" + "18036162" + "63" + "192101" + "02"
            + "1A1502" + "1B01" + "58" + "02" + "0161" + "1B00" + "1C" + "1502" + "00" + "1D" + new string('0', 32)
            + "09FEFF03" + "F310" + new string('0', 32) + "05022A" + "00");
        var thrift = new ThriftReader(bytes);
        int id = 0, last = 0, fields = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            fields++;
            if (id == 1 && type == ThriftType.I32)
                last = thrift.ReadI32();
            else
                thrift.Skip(type);
        }

        Assert.Equal((16, 21, 0), (fields, last, thrift.Left));
    }

    [Theory]
    [InlineData((int)ThriftType.Struct, 0x1C)]
    [InlineData((int)ThriftType.List, 0x19)]
    [Trait(AcceptanceList.Trait, "H5")]
    public void Nesting_without_end_is_refused(int type, byte again)
    {
        var bytes = new byte[100_000];
        Array.Fill(bytes, again);

        Assert.Throws<ParquetException>(() => new ThriftReader(bytes).Skip((ThriftType)type));
    }

    [Theory]
    [InlineData((int)ThriftType.List, "F5FFFFFFFF07")] // 2^31 - 1 numbers
    [InlineData((int)ThriftType.Map, "FFFFFFFF0755")] // 2^31 - 1 pairs
    [InlineData((int)ThriftType.Binary, "FFFFFFFF07")] // 2^31 - 1 bytes
    [InlineData((int)ThriftType.I64, "FFFFFFFFFFFFFFFFFFFFFF01")] // more than ten bytes
    [InlineData((int)ThriftType.I64, "80")] // no end
    [InlineData((int)ThriftType.Double, "00000000000000")] // seven bytes
    [InlineData(14, "00")]
    [Trait(AcceptanceList.Trait, "H4")]
    public void What_cannot_be_there_is_refused(int type, string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Throws<ParquetException>(() => new ThriftReader(bytes).Skip((ThriftType)type));
    }

    [Fact]
    public void A_32_bit_number_of_33_bits_is_refused()
    {
        var bytes = new ByteBuffer();
        bytes.AppendZigzag(1L << 31);
        var copy = bytes.Written.ToArray();

        Assert.Throws<ParquetException>(() => new ThriftReader(copy).ReadI32());
    }
}
