using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class AlignedMemoryTests
{
    [Fact]
    public unsafe void It_begins_where_a_cache_line_does_whatever_its_size_and_stays_there()
    {
        for (int count = 0; count < 40; count++)
        {
            var memory = new AlignedMemory(count);
            float* before = memory.Address;
            memory.Values.Fill(1);
            GC.Collect();

            Assert.Equal(0u, (nuint)memory.Address % 64);
            Assert.True(before == memory.Address);
            Assert.Equal(Enumerable.Repeat(1f, count), new ReadOnlySpan<float>(before, count).ToArray());
        }
    }

    [Fact]
    public void It_holds_zeros_at_first() => Assert.Equal(new float[33], new AlignedMemory(33).Values.ToArray());
}
