using System.IO.Compression;
using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>Data pages of version 2 in all their shapes.</summary>
public class PageV2Tests
{
    private const PageEncoding Plain = PageEncoding.Plain;
    private const string SevenNine = "0700000009000000";
    private const string AllThree = "0601"; // a run of three ones
    private const string FirstAndLast = "0305"; // one packed group: 1 0 1
    private const string None = "0600";

    [Fact]
    [Trait(AcceptanceList.Trait, "R5")]
    public void Levels_come_first_and_have_no_length()
    {
        var file = new HandMadeFile(3, HandMadePage.V2(3, 1, Plain, FirstAndLast, SevenNine)) { Optional = true };

        using var reader = file.Open();
        Assert.Equal([7, 0, 9], reader.Read<int>("x").Values);
        Assert.Equal([false, true, false], reader.Read<int>("x").Nulls!);
    }

    [Theory]
    [InlineData((int)Codec.Snappy)]
    [InlineData((int)Codec.Gzip)]
    [InlineData((int)Codec.Brotli)]
    [Trait(AcceptanceList.Trait, "R9")]
    public void A_page_of_nulls_may_have_no_bytes_of_values(int codec)
    {
        var file = new HandMadeFile(3, HandMadePage.V2(3, 3, Plain, None, "")) { Optional = true, Codec = (Codec)codec };

        using var reader = file.Open();
        Assert.Equal([true, true, true], reader.Read<int>("x").Nulls!);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R9")]
    public void A_page_of_nulls_may_have_compressed_nothing()
    {
        var file = new HandMadeFile(3, HandMadePage.V2(3, 3, Plain, None, "00", unpacked: 2)) { Optional = true, Codec = Codec.Snappy };

        using var reader = file.Open();
        Assert.Equal([true, true, true], reader.Read<int>("x").Nulls!);
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R10")]
    public void Values_may_stay_uncompressed() => Assert.Equal(
        [7, 9], new HandMadeFile(2, HandMadePage.V2(2, 0, Plain, "", SevenNine, compressed: false)) { Codec = Codec.Gzip }.Read<int>());

    [Fact]
    [Trait(AcceptanceList.Trait, "R10")]
    public void Without_levels_an_optional_column_has_no_nulls()
    {
        var all = new HandMadeFile(2, HandMadePage.V2(2, 0, Plain, "", SevenNine)) { Optional = true };
        var some = new HandMadeFile(2, HandMadePage.V2(2, 1, Plain, "", "07000000")) { Optional = true };

        Assert.Equal([7, 9], all.Read<int>());
        Assert.Contains("announces 1 nulls and has 0", some.Refusal<int>());
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "R11")]
    public void A_page_of_two_gzip_members_is_read()
    {
        byte[] body = [.. Gzip("07000000"), .. Gzip("09000000")];
        var page = HandMadePage.V2(2, 0, Plain, "", Convert.ToHexString(body), unpacked: 8);

        Assert.Equal([7, 9], new HandMadeFile(2, page) { Codec = Codec.Gzip }.Read<int>());
        Assert.Equal([7, 9], new HandMadeFile(2, new HandMadePage(new(PageKind.Data, 8, body.Length, null, 2, Plain), body)) { Codec = Codec.Gzip }.Read<int>());
    }

    [Theory]
    [InlineData(-1, 0, 3, "levels of -1 bytes")]
    [InlineData(11, 0, 3, "levels of 11 bytes in a page of 10")]
    [InlineData(int.MaxValue, 0, 3, "levels of 2147483647 bytes")]
    [InlineData(2, 1, 3, "a flat column has repetition levels")]
    [InlineData(2, -1, 3, "a flat column has repetition levels")]
    [InlineData(2, 0, 4, "a page of 3 values for 4 rows")]
    [Trait(AcceptanceList.Trait, "H15")]
    [Trait(AcceptanceList.Trait, "H17")]
    public void A_header_that_cannot_be_right_is_refused(int levels, int repetitions, int rows, string reason)
    {
        var page = HandMadePage.V2(3, 1, Plain, FirstAndLast, SevenNine);
        var changed = page with
        {
            Header = page.Header with { V2 = page.Header.V2! with { LevelBytes = levels, RepetitionBytes = repetitions, Rows = rows } },
        };

        Assert.Contains(reason, new HandMadeFile(3, changed) { Optional = true }.Refusal<int>());
    }

    [Theory]
    [InlineData(0, "announces 0 nulls and has 1")]
    [InlineData(-1, "announces -1 nulls and has 1")]
    [Trait(AcceptanceList.Trait, "H17")]
    public void Nulls_that_disagree_with_the_levels_are_refused(int nulls, string reason) => Assert.Contains(
        reason, new HandMadeFile(3, HandMadePage.V2(3, nulls, Plain, FirstAndLast, SevenNine)) { Optional = true }.Refusal<int>());

    [Fact]
    public void A_required_column_passes_over_levels() =>
        Assert.Equal([7, 9], new HandMadeFile(2, HandMadePage.V2(2, 0, Plain, "0401", SevenNine)).Read<int>());

    [Fact]
    public void Truth_values_in_runs_have_a_length_of_their_own() => Assert.Equal(
        [true, true, true],
        new HandMadeFile(3, HandMadePage.V2(3, 0, PageEncoding.Rle, AllThree, "02000000" + AllThree)) { Type = PhysicalType.Boolean, Optional = true }.Read<bool>());

    private static byte[] Gzip(string hex)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Convert.FromHexString(hex));
        return packed.ToArray();
    }
}
