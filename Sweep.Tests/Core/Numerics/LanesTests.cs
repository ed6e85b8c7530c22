using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class LanesTests
{
    [Fact]
    public void Eight_values_are_read_and_zeros_past_the_end()
    {
        for (int length = 1; length < 20; length++)
        {
            float[] values = Sample.Floats(length);
            for (int index = 0; index < length; index += Lanes.Width)
            {
                var eight = Lanes.Load(values, index);
                for (int lane = 0; lane < Lanes.Width; lane++)
                    Assert.Equal(index + lane < length ? values[index + lane] : 0, eight[lane]);
            }
        }
    }

    [Fact]
    public void Nothing_is_written_past_the_end()
    {
        for (int length = 1; length < 20; length++)
        {
            float[] values = new float[24];
            for (int index = 0; index < length; index += Lanes.Width)
                Lanes.Store(Vector256<float>.One, values.AsSpan(0, length), index);

            Assert.Equal(Enumerable.Range(0, 24).Select(i => i < length ? 1f : 0f), values);
        }
    }
}
