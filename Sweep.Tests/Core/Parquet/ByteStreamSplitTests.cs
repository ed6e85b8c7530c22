using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

public class ByteStreamSplitTests
{
    [Fact]
    public void Bytes_of_the_same_significance_come_to_lie_together()
    {
        byte[] values = [1, 2, 3, 4, 11, 12, 13, 14], split = new byte[8], joined = new byte[8];

        ByteStreamSplit.Split(values, width: 4, split);
        ByteStreamSplit.Join(split, width: 4, joined);

        Assert.Equal([1, 11, 2, 12, 3, 13, 4, 14], split);
        Assert.Equal(values, joined);
    }
}
