using System.Globalization;
using System.Text;
using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class DamagedFileTests
{
    private static readonly ParquetSchema _schema = new(
    [
        new("flag", ParquetType.Bool),
        new("step", ParquetType.Int32),
        new("loss", ParquetType.Double, Optional: true),
        new("rate", ParquetType.Float),
        new("name", ParquetType.String, Optional: true),
        new("time", ParquetType.Timestamp),
    ]);

    [Theory]
    [InlineData(ParquetCompression.None)]
    [InlineData(ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Brotli)]
    [Trait(AcceptanceList.Trait, "H3")]
    public void A_file_cut_off_anywhere_is_refused(ParquetCompression compression)
    {
        var file = Make(compression);
        for (int length = 0; length < file.Length; length++)
        {
            var part = file[..length];
            Assert.Throws<ParquetException>(() => ReadAll(part));
        }
    }

    [Theory]
    [InlineData(ParquetCompression.None)]
    [InlineData(ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Brotli)]
    [Trait(AcceptanceList.Trait, "H3")]
    public void A_flipped_bit_changes_no_value_unnoticed(ParquetCompression compression)
    {
        var file = Make(compression);
        string whole = ReadAll(file), schema = Schema(file);
        int refused = 0;
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                // The footer has no checksum: values may be others if the schema says so.
                if (Schema(file) == schema)
                    Assert.Equal(whole, ReadAll(file));
            }
            catch (ParquetException)
            {
                refused++;
            }
            file[bit / 8] ^= (byte)(1 << bit % 8);
        }

        // What is left over lies in names of programs, statistics and the like.
        Assert.InRange(refused, 4 * file.Length, 8 * file.Length - 1);
    }

    [Theory]
    [InlineData("read/one-row.parquet")]
    [InlineData("read/arrow-v2-snappy.parquet")]
    [InlineData("read/column-names.parquet")]
    [InlineData("read-or-refuse/type-decimal38.parquet")]
    [InlineData("read-or-refuse/type-json.parquet")]
    [InlineData("read-or-refuse/type-uint64.parquet")]
    [InlineData("refuse/nested-map.parquet")]
    [Trait(AcceptanceList.Trait, "H3")]
    public void A_file_of_others_without_checksums_is_read_or_refused_whichever_bit_is_flipped(string sample)
    {
        var file = SampleFolder.Read(sample);
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << bit % 8);
            ReadOrRefuse(file);
            file[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    public static TheoryData<string> Samples => [.. SampleFolder.Files("read").Concat(SampleFolder.Files("read-or-refuse")).Select(row => row.Data)];

    [Theory]
    [MemberData(nameof(Samples))]
    [Trait(AcceptanceList.Trait, "H3")]
    public void Any_bytes_in_place_of_some_of_a_file_of_others_are_refused_or_read(string sample)
    {
        var file = SampleFolder.Read(sample);
        var dice = new Dice((ulong)file.Length);
        for (int round = 0; round < Math.Max(5, 500_000 / file.Length); round++)
        {
            var damaged = (byte[])file.Clone();
            for (int changes = 1 + dice.Below(4); changes > 0; changes--)
                damaged[dice.Bool() ? dice.Below(file.Length) : file.Length - 1 - dice.Below(Math.Min(file.Length, 400))]
                    = dice.Of((byte)dice.Next(), (byte)0, (byte)0x7F, (byte)0xFF);
            ReadOrRefuse(damaged);
        }
    }

    [Theory]
    [InlineData("read/one-row.parquet")]
    [InlineData("read/arrow-v2-snappy.parquet")]
    [InlineData("refuse/nested-map.parquet")]
    [Trait(AcceptanceList.Trait, "H3")]
    public void A_file_of_others_that_is_cut_off_anywhere_is_refused(string sample)
    {
        var file = SampleFolder.Read(sample);
        for (int length = 0; length < file.Length; length++)
        {
            var part = file[..length];
            Assert.Throws<ParquetException>(() => TestFile.Open(part));
        }
    }

    [Fact]
    public void Any_bytes_in_place_of_some_are_refused_or_read()
    {
        var file = Make(ParquetCompression.Gzip);
        var dice = new Dice(3);
        for (int round = 0; round < 5000; round++)
        {
            var damaged = (byte[])file.Clone();
            for (int changes = 1 + dice.Below(4); changes > 0; changes--)
                damaged[dice.Below(damaged.Length)] = dice.Of((byte)dice.Next(), (byte)0, (byte)0x7F, (byte)0xFF);
            try
            {
                ReadAll(damaged);
            }
            catch (ParquetException)
            {
                // The one way to refuse a file; any other exception fails the test.
            }
        }
    }

    public static TheoryData<string, string> NoFiles => new()
    {
        { "", "only 0 bytes" },
        { "50415231", "only 4 bytes" },
        { "504152315041523150415231", "a footer of 827474256 bytes" },
        { "504152310000000050415231", "a footer of 0 bytes" },
        { "50415231FFFFFFFF50415231", "a footer of 4294967295 bytes" },
        { "5041523150415231", "only 8 bytes" },
        { "5041523150415231504152", "only 11 bytes" },
        { "504152310000000050415245", "encrypted" },
        { "58585858000000000400000050415231", "does not begin with PAR1" },
        { "50415231000000000400000058585858", "does not end with PAR1" },
        { "737465702C6C6F73730A312C322C330A", "does not begin with PAR1" },
        { "50415231000000000400000050415231", "format version none" },
        { "50415231FFFFFFFF0400000050415231", "unknown type 15" },
    };

    [Theory]
    [MemberData(nameof(NoFiles))]
    [Trait(AcceptanceList.Trait, "H1")]
    [Trait(AcceptanceList.Trait, "H2")]
    public void What_is_no_file_is_refused_with_the_reason(string hex, string reason)
    {
        var error = Assert.Throws<ParquetException>(() => TestFile.Open(Convert.FromHexString(hex)));

        Assert.Contains(reason, error.Message);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R19")]
    public void A_wrong_checksum_is_reported_with_its_place()
    {
        var file = TestFile.Write(ParquetType.Int32, [1, 5, 2], new() { Compression = ParquetCompression.None });
        var chunk = TestFile.Chunk(file);
        file[chunk.Start + chunk.PackedSize - 1] ^= 1;

        var error = Assert.Throws<ParquetException>(() => TestFile.Read<int>(file));

        Assert.Equal("column 'x', row group 0: page at byte 4: the checksum does not match: the data are damaged", error.Message);
    }

    [Theory]
    [InlineData(ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Brotli)]
    [Trait(AcceptanceList.Trait, "H7")]
    public void A_page_that_unpacks_to_another_size_is_refused(ParquetCompression compression)
    {
        var codec = PageCodec.Of(compression);
        var body = new byte[100_000];
        byte[] packed = PageCodec.Compress(codec, body).ToArray();

        Assert.Equal(body, PageCodec.Unpack(codec, packed, body.Length).ToArray());
        Assert.Throws<ParquetException>(() => PageCodec.Unpack(codec, packed, body.Length - 1));
        Assert.Throws<ParquetException>(() => PageCodec.Unpack(codec, packed, body.Length + 1));
        Assert.Throws<ParquetException>(() => PageCodec.Unpack(codec, packed, 0));
        Assert.Throws<ParquetException>(() => PageCodec.Unpack(codec, packed.AsMemory(0, packed.Length / 2), body.Length));
        Assert.Throws<ParquetException>(() => PageCodec.Unpack(codec, new byte[10], body.Length));
    }

    [Fact]
    public void A_size_that_is_only_declared_takes_no_memory()
    {
        byte[] packed = PageCodec.Compress(Codec.Gzip, [1]).ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ParquetException>(() => PageCodec.Unpack(Codec.Gzip, packed, 256 << 20));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_column_is_read_as_what_it_is()
    {
        using var reader = TestFile.Open(TestFile.Write(ParquetType.Int32, [1]));

        var error = Assert.Throws<ParquetException>(() => reader.Read<string>("x"));
        Assert.Equal("column 'x': it is of type Int32 and cannot be read as String", error.Message);
        Assert.Throws<ParquetException>(() => reader.Read<int>("y"));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read<int>("x", rowGroup: 1));
    }

    private static byte[] Make(ParquetCompression compression) => TestFile.Write(
        _schema,
        writer =>
        {
            for (int i = 0; i < 20; i++)
            {
                writer.Column<bool>("flag").Add(i % 3 == 0);
                writer.Column<int>("step").Add(i * i);
                if (i % 5 == 0)
                    writer.Column<double>("loss").AddNull();
                else
                    writer.Column<double>("loss").Add(1.0 / i);
                writer.Column<float>("rate").Add(i / 10 * 0.1f);
                if (i == 7)
                    writer.Column<string>("name").AddNull();
                else
                    writer.Column<string>("name").Add(i % 2 == 0 ? "tpe" : "cma-es");
                writer.Column<DateTime>("time").Add(DateTime.UnixEpoch.AddSeconds(i * 7));
                writer.EndRow();
            }
            writer.Metadata["study"] = "a";
        },
        new() { Compression = compression });

    // The one way to refuse a file is our exception; any other fails the test.
    private static void ReadOrRefuse(byte[] file)
    {
        try
        {
            using var reader = TestFile.Open(file);
            foreach (var _ in reader.Rows())
            {
            }
        }
        catch (ParquetException)
        {
        }
    }

    private static string Schema(byte[] file)
    {
        using var reader = TestFile.Open(file);
        return string.Join('\n', reader.Schema.Columns);
    }

    private static string ReadAll(byte[] file)
    {
        using var reader = TestFile.Open(file);
        var all = new StringBuilder();
        Add(reader.Read<bool>("flag"));
        Add(reader.Read<int>("step"));
        Add(reader.Read<double>("loss"));
        Add(reader.Read<float>("rate"));
        Add(reader.Read<string>("name"));
        Add(reader.Read<DateTime>("time"));
        return all.ToString();

        void Add<T>(ParquetValues<T> values)
        {
            for (int i = 0; i < values.Values.Length; i++)
            {
                var value = values.Nulls?[i] == true ? "null" : TestFile.Bits(values.Values[i]);
                all.Append(CultureInfo.InvariantCulture, $"{value};");
            }
        }
    }
}
