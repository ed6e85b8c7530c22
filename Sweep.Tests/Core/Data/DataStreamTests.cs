using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class DataStreamTests
{
    private static readonly byte[] _bytes = [.. Enumerable.Range(0, 200).Select(i => (byte)(i * i >> 3))];

    [Fact]
    public void Gzip_is_known_by_its_content_and_may_have_several_members()
    {
        byte[] packed = DataFolderOfTest.Gzip(_bytes);

        Assert.Equal(_bytes, Read(_bytes));
        Assert.Equal(_bytes, Read(packed));
        Assert.Equal([.. _bytes, .. _bytes], Read([.. packed, .. packed]));
    }

    [Fact]
    public void Gzip_that_was_cut_off_anywhere_is_refused()
    {
        byte[] packed = DataFolderOfTest.Gzip(_bytes);
        byte[] two = [.. packed, .. packed];
        for (int length = 2; length < two.Length; length++)
        {
            if (length != packed.Length)
                Assert.Throws<InputException>(() => Read(two[..length]));
        }
    }

    [Fact]
    public void A_flipped_bit_changes_no_byte_unnoticed()
    {
        byte[] packed = DataFolderOfTest.Gzip(_bytes);
        int refused = 0;
        for (int bit = 16; bit < 8 * packed.Length; bit++)
        {
            packed[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                Assert.Equal(_bytes, Read(packed));
            }
            catch (InputException)
            {
                refused++;
            }
            packed[bit / 8] ^= (byte)(1 << bit % 8);
        }

        // What is left over lies in the time and the system of the header.
        Assert.InRange(refused, 8 * (packed.Length - 10), 8 * packed.Length - 17);
    }

    [Fact]
    public void What_is_made_to_fill_memories_is_refused_before_it_does()
    {
        byte[] packed = DataFolderOfTest.Gzip(new byte[DataStream.RatioHoldsFrom + 1]);
        using var folder = new DataFolderOfTest();
        using var stream = folder.Write("bomb.gz", packed).Open();
        var buffer = new byte[1 << 20];

        var error = Assert.Throws<InputException>(() =>
        {
            while (stream.Read(buffer) > 0)
            {
            }
        });

        Assert.Equal("bomb.gz: what is packed may have 250 times its size unpacked, or 64 MB; this has more. If that is meant, unpack it first.", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_so()
    {
        var error = Assert.Throws<InputException>(() => new DataFile("nowhere.csv.gz", "nowhere.csv.gz").Open());

        Assert.StartsWith("nowhere.csv.gz: the data file cannot be read. ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_fails_at_the_first_byte_is_said_so()
    {
        // Nothing is mapped at the address 0 of a process, so that reading there is an error of input and output.
        const string Failing = "/proc/self/mem";
        Assert.SkipUnless(File.Exists(Failing), "Only Linux has a file that can't be read when it is open.");

        var error = Assert.Throws<InputException>(() => new DataFile(Failing, "failing.csv").Open());

        Assert.StartsWith("failing.csv: the data file cannot be read. ", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Read(byte[] file)
    {
        using var folder = new DataFolderOfTest();
        using var stream = folder.Write("a", file).Open();
        using var read = new MemoryStream();
        stream.CopyTo(read);
        return read.ToArray();
    }
}
