using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Core.Training;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Layers;

public class EmbeddingTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(1.5)]
    [InlineData(4e9)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_no_id_is_refused(float id)
    {
        var bench = new LayerBench(new Embedding { Count = 5, Dimension = 2 }, new Shape(3), 2) { Input = [0, 1, 4, 3, 2, id] };

        Assert.StartsWith(
            FormattableString.Invariant($"An id must be a whole number from 0 to 4; got {id} at step 2 of row 1 of the batch."),
            Assert.Throws<ArgumentOutOfRangeException>(bench.Forward).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_vector_of_padding_starts_at_0_and_is_not_learned()
    {
        var layer = new Embedding { Count = 3, Dimension = 2, PaddingIndex = 1 };
        var weights = new float[6];
        new Network(new Shape(4), [layer]).Initialize(weights, new RandomStream(1, RandomPurpose.InitialWeights));
        var bench = new LayerBench(layer, new Shape(4), 1) { Input = [1, 0, 1, 1], Weights = weights, Upstream = [1, 2, 3, 4, 5, 6, 7, 8] };
        bench.Forward();
        bench.Backward();

        Assert.Equal([0, 0], weights[2..4]);
        Assert.DoesNotContain(0, weights[..2]);
        Assert.Equal([3, 4, 0, 0, 0, 0], bench.WeightGradient);
    }

    [Fact]
    public void A_row_must_be_a_list_of_ids() => Assert.Equal(
        "its input must be ids, [steps]; got [4, 4].",
        Assert.Throws<ArgumentException>(() => new Embedding { Count = 3, Dimension = 2 }.Form(new Shape(4, 4))).Message);

    [Fact]
    public void A_padding_that_is_no_id_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Embedding { Count = 3, Dimension = 2, PaddingIndex = 3 }.Form(new Shape(4)));

        Assert.Equal("the padding index must be one of its 3 ids, from 0 to 2; got 3.", error.Message);
    }
}
