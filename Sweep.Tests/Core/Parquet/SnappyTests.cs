using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class SnappyTests
{
    [Theory]
    [InlineData("0A00611501", "aaaaaaaaaa")] // a, then a copy that reaches into itself
    [InlineData("030861" + "6263", "abc")]
    [InlineData("00", "")]
    [InlineData("03F002" + "616263", "abc")] // length in one byte more
    [InlineData("03F40200" + "616263", "abc")]
    [InlineData("03FC02000000" + "616263", "abc")]
    [InlineData("08" + "0C61626364" + "0E0400", "abcdabcd")] // copy with an offset of two bytes
    [InlineData("08" + "0C61626364" + "0F04000000", "abcdabcd")] // of four
    public void A_block_is_unpacked_as_the_format_says(string hex, string text) =>
        Assert.Equal(text, System.Text.Encoding.ASCII.GetString(Snappy.Unpack(Convert.FromHexString(hex), text.Length)));

    [Theory]
    [InlineData("0400611D00", 4, "goes back 0 bytes")]
    [InlineData("0A00611502", 10, "goes back 2 bytes where 1 have come")]
    [InlineData("0A0061" + "2600000080", 10, "goes back")] // 2 GiB back
    [InlineData("0A00611501", 9, "a page of 9 bytes holds a SNAPPY block of 10")]
    [InlineData("0908616263", 9, "ends after 3 of 9 bytes")]
    [InlineData("0208616263", 2, "is longer than its 2 bytes")]
    [InlineData("0A00611D01", 10, "")]
    [InlineData("0500611501", 5, "is longer than its 5 bytes")]
    [InlineData("0308" + "6162", 3, "the data end")] // a literal past the end
    [InlineData("03FCFFFFFFFF" + "616263", 3, "the data end")] // of 4 GiB
    [InlineData("", 0, "the data end")]
    [InlineData("8080808008" + "0061", int.MaxValue, "a SNAPPY block of")]
    [InlineData("FFFFFFFF07" + "0061", int.MaxValue, "7 bytes of SNAPPY cannot hold 2147483647")]
    [Trait(AcceptanceList.Trait, "H7")]
    [Trait(AcceptanceList.Trait, "H13")]
    public void A_block_that_cannot_be_right_is_refused(string hex, int size, string reason) =>
        Assert.Contains(reason, Assert.Throws<ParquetException>(() => Snappy.Unpack(Convert.FromHexString(hex), size)).Message);
}
