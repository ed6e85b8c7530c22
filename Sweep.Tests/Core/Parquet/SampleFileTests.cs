using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>A file of 420 bytes that DuckDB, hyparquet and arrow-rs read alike, made by hand from the specification.</summary>
public class SampleFileTests
{
    private static readonly byte[] _sample = Convert.FromHexString(
        "504152311500151415141599B7CEA6041C1506150A150615060000800104030002000000001500152C152C15D6B7BFBF"
        + "0A1C150615001506150600000200000003050000000000000440000000000000F87F1504150E150E15E3DAA0A6023C15"
        + "02150000000300000074706515001512151215BBBCD18F091C150615101506150600000200000003030103001502194C"
        + "4806736368656D611506001504250018047374657000150A250218046C6F737300150C250218036F707425004C1C0000"
        + "001606191C193C26001C150419150A19180473746570150016061642164226083C360028080200000000000000180800"
        + "00000000000000111100000026001C150A192500061918046C6F737315001606165A165A264A3C360266020000002600"
        + "1C150C19350006101918036F7074150016061674167426D80126A4011C36022803747065180374706511110000001690"
        + "0216062608169002140000191C18057374756479180161001826487970657253776565702076657273696F6E20302E31"
        + "2E3020286275696C64206D6F64656C29193C1C00001C00001C0000001001000050415231");

    private static readonly ParquetSchema _schema = new(
    [
        new("step", ParquetType.Int64),
        new("loss", ParquetType.Double, Optional: true),
        new("opt", ParquetType.String, Optional: true),
    ]);

    [Fact]
    public void Its_values_are_read()
    {
        using var reader = TestFile.Open(_sample);

        Assert.Equal(_schema.Columns, reader.Schema.Columns);
        Assert.Equal((3, 1, "HyperSweep version 0.1.0 (build model)"), (reader.RowCount, reader.RowGroupCount, reader.CreatedBy));
        Assert.Equal([new("study", "a")], reader.Metadata);
        Assert.Equal([0, 1, 2], reader.Read<long>("step").Values);
        Assert.Equal([2.5, 0, double.NaN], reader.Read<double>("loss").Values);
        Assert.Equal([false, true, false], reader.Read<double>("loss").Nulls!);
        Assert.Equal(["tpe", "tpe", null!], reader.Read<string>("opt").Values);
        Assert.Equal([false, false, true], reader.Read<string>("opt", rowGroup: 0).Nulls!);
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(
            stream,
            _schema,
            "HyperSweep version 0.1.0 (build model)",
            new() { Compression = ParquetCompression.None });
        var step = writer.Column<long>("step");
        var loss = writer.Column<double>("loss");
        var opt = writer.Column<string>("opt");

        step.Add(0);
        loss.Add(2.5);
        opt.Add("tpe");
        writer.EndRow();
        step.Add(1);
        loss.AddNull();
        opt.Add("tpe");
        writer.EndRow();
        step.Add(2);
        // The NaN of the sample is positive; double.NaN is not.
        loss.Add(BitConverter.Int64BitsToDouble(0x7FF8000000000000));
        opt.AddNull();
        writer.EndRow();
        writer.Metadata["study"] = "a";
        writer.Close();

        Assert.Equal(Convert.ToHexString(_sample), Convert.ToHexString(stream.ToArray()));
    }
}
