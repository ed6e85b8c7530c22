using System.Text;
using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class Crc32Tests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("123456789", 0xCBF43926)] // the check value of CRC-32/ISO-HDLC
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339)]
    public void The_checksum_is_that_of_gzip(string text, uint expected) =>
        Assert.Equal(expected, Crc32.Compute(Encoding.ASCII.GetBytes(text)));
}
