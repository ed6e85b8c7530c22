using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Layers;

public class EmbeddingBagTests
{
    // Rows [0.5, 0, 0, −2], [0, 0, 0, 0] and [0, 3, 0, 0].
    private static readonly SparseRowsOfTest _rows = new([0, 2, 2, 3], [0, 3, 1], [0.5f, -2, 3], 4);

    [Theory]
    [InlineData(BagMode.Sum, 1)]
    [InlineData(BagMode.Mean, 2)]
    public void Values_weigh_the_vectors_and_a_row_without_values_is_0(BagMode mode, int size)
    {
        var bench = new LayerBench(new EmbeddingBag { Dimension = 1, Mode = mode }, new Shape(4), 3) { Sparse = _rows, Weights = [10, 20, 30, 40], Upstream = [1, 1, 1] };
        bench.Forward();
        bench.Backward();

        Assert.Equal([(0.5f * 10 - 2 * 40) / size, 0, 3 * 20], bench.Output);
        Assert.Equal([0.5f / size, 3, 0, -2f / size], bench.WeightGradient);
    }

    [Theory]
    [InlineData(BagMode.Sum)]
    [InlineData(BagMode.Mean)]
    public void Dense_rows_are_treated_as_if_their_zeros_were_not_there(BagMode mode)
    {
        var layer = new EmbeddingBag { Dimension = 3, Mode = mode };
        LayerBench sparse = new(layer, new Shape(4), 3) { Sparse = _rows };
        LayerBench dense = new(layer, new Shape(4), 3) { Input = [0.5f, 0, 0, -2, 0, 0, 0, 0, 0, 3, 0, 0] };
        foreach (var bench in new[] { sparse, dense })
        {
            bench.Forward();
            bench.Backward();
        }

        Assert.Equal(dense.Output, sparse.Output);
        Assert.Equal(dense.WeightGradient, sparse.WeightGradient);
    }

    [Fact]
    public void Its_gradients_over_sparse_rows_agree_with_finite_differences()
    {
        var bench = new LayerBench(new EmbeddingBag { Dimension = 3 }, new Shape(4), 3) { Sparse = _rows, Input = [] };

        Assert.True(new FiniteDifferences(bench).Agree(tolerance: 2e-3));
    }

    [Fact]
    public void Sparse_rows_allocate_nothing()
    {
        var bench = new LayerBench(new EmbeddingBag { Dimension = 3 }, new Shape(4), 3) { Sparse = _rows };
        long each = Allocation.Of(() => _ = _rows.Rows);

        // Each pass asks the test for its rows once.
        Assert.Equal(2 * each, Allocation.Of(() =>
        {
            bench.Forward();
            bench.Backward();
        }));
    }

    [Fact]
    public void A_row_must_be_a_list_of_features() => Assert.Equal(
        "its input must be [features], best as sparse rows; got [2, 2].",
        Assert.Throws<ArgumentException>(() => new EmbeddingBag { Dimension = 1 }.Form(new Shape(2, 2))).Message);
}
