using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class AdadeltaTests
{
    [Fact]
    public void The_epsilon_is_how_long_the_first_step_was()
    {
        // g = 0: no step. g = √3, ε = 1, nothing kept: d = √(0 + 1)/√(3 + 1)·√3, times a rate of 2.
        float[] weights = Steps.Of(new Adadelta { Decay = 0, Epsilon = 1 }, learningRate: 2, start: 1, 0, MathF.Sqrt(3));

        Assert.Equal([1, 1 - MathF.Sqrt(3)], weights, (expected, got) => Math.Abs(expected - got) < 1e-6);
    }

    [Fact]
    public void A_step_remembers_how_long_the_last_one_was()
    {
        // ε = 1, decay = 0: g = √3 gives d = √3/2, u = 3/4; again: d = √1.75/√4·√3.
        float[] weights = Steps.Of(new Adadelta { Decay = 0, Epsilon = 1 }, learningRate: 1, start: 0, MathF.Sqrt(3), MathF.Sqrt(3));

        Assert.Equal(-MathF.Sqrt(1.75f) / 2 * MathF.Sqrt(3), weights[1] - weights[0], tolerance: 1e-6f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void Without_an_epsilon_it_would_never_move_so_none_is_refused(double epsilon)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta { Epsilon = epsilon });

        Assert.StartsWith("Epsilon must be above 0 and finite; got ", error.Message, StringComparison.Ordinal);
    }
}
