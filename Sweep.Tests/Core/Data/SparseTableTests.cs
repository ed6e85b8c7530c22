using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Data;

public class SparseTableTests
{
    [Fact]
    public void Only_what_is_not_0_is_kept()
    {
        var rows = SparseTable.Of(new MatrixSpan([0, 2, 0, 0, 0, 0, 3, 0, 4], 3, 3)).Rows;

        Assert.Equal([0, 1, 1, 3], rows.Offsets.ToArray());
        Assert.Equal([1, 0, 2], rows.Columns.ToArray());
        Assert.Equal([2, 3, 4], rows.Values.ToArray());
    }

    [Fact]
    public void Columns_and_offsets_that_point_nowhere_are_refused()
    {
        Assert.StartsWith("A column must be from 0 to 2; got 3.", Refused([0, 1], [3], [1]).Message, StringComparison.Ordinal);
        Assert.StartsWith("Offsets of rows must ascend from 0", Refused([0, 2, 1, 2], [0, 1], [1, 1]).Message, StringComparison.Ordinal);
        Assert.StartsWith("Sparse rows need an offset more than rows", Refused([0, 1], [0, 1], [1, 1]).Message, StringComparison.Ordinal);

        static ArgumentException Refused(int[] offsets, int[] columns, float[] values) =>
            Assert.Throws<ArgumentException>(() => new SparseTable(offsets, columns, values, 3));
    }

    [Fact]
    public void A_dense_layer_learns_the_same_from_sparse_rows_as_from_the_whole_ones()
    {
        float[] features = [.. Sample.Floats(40 * 11).Select((value, i) => i % 3 == 0 ? value : 0)];
        var whole = new Dataset(
            [.. Enumerable.Range(0, 11).Select(each => $"x{each}")], features, TargetKind.TwoClasses,
            [.. Enumerable.Range(0, 40).Select(row => (float)(row % 2))], ["no", "yes"]);

        float[] dense = Train(whole, new Network(new Shape(11), [new Dense { Units = 1 }]));
        float[] sparse = Train(whole.AsSparse(), new Network(new Shape(11), [new Dense { Units = 1 }], sparse: true));

        for (int i = 0; i < dense.Length; i++)
            Assert.Equal(dense[i], sparse[i], tolerance: 1e-5f);
    }

    [Fact]
    public void Largest_values_of_1_leave_0_where_it_is()
    {
        var data = new Dataset(["a", "b"], [0, -4, 2, 0, 8, 1], TargetKind.Number, [1, 2, 3], []);

        Assert.Equal([0.5f, 0.25f], Standardizer.MaxAbs(data, [0, 1]).Scale.ToArray());
        Assert.Equal([0.5f, 0.25f], Standardizer.MaxAbs(data.AsSparse(), [0, 1]).Scale.ToArray());
    }

    private static float[] Train(Dataset data, Network network)
    {
        var learner = new Learner(network, 8);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        var scaler = Standardizer.MaxAbs(data, [.. Enumerable.Range(0, 40)]);
        for (int step = 0; step < 50; step++)
            learner.Step(data, [.. Enumerable.Range(step % 5 * 8, 8)], scaler, new BinaryCrossEntropy(), new Adagrad(), 0.1);
        return learner.Weights.ToArray();
    }
}
