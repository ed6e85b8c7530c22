using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

public class AccumulationTests
{
    [Fact]
    public void Several_batches_move_the_weights_as_one_of_all_their_rows_does()
    {
        int[] rows = [.. Enumerable.Range(0, 20)];
        var (whole, parts) = (Fresh(20), Fresh(20));
        double loss = whole.Step(Clouds.Data, rows, Clouds.Plan.Scaler, Clouds.Plan.Loss, new Sgd(), 0.5);

        // Parts of different size: their gradients count by their rows.
        foreach (int[] part in new[] { rows[..11], rows[11..12], rows[12..] })
            parts.Accumulate(Clouds.Data, part, Clouds.Plan.Scaler, Clouds.Plan.Loss);
        Assert.Equal(loss, parts.AccumulatedLoss, tolerance: 1e-6);
        Assert.True(parts.Update(new Sgd(), 0.5));

        for (int i = 0; i < whole.Weights.Length; i++)
            Assert.Equal(whole.Weights[i], parts.Weights[i], tolerance: 1e-6f);
        Assert.Equal(whole.GradientNorm, parts.GradientNorm, tolerance: 1e-6);
        Assert.Equal((1, 3), (whole.Batches, parts.Batches));
    }

    [Fact]
    public void Rows_count_in_the_mean_what_they_count_in_the_loss()
    {
        var loss = new CrossEntropy().With(new ClassWeights(1, 5, 0.2));
        int[] rows = [.. Enumerable.Range(0, 20)];
        var (whole, parts) = (Fresh(20), Fresh(20));
        double value = whole.Step(Clouds.Data, rows, Clouds.Plan.Scaler, loss, new Sgd(), 0.5);

        // Every third row has the heaviest class: some parts have more of them than others.
        foreach (int[] part in new[] { rows[..2], rows[2..4], rows[4..5], rows[5..] })
            parts.Accumulate(Clouds.Data, part, Clouds.Plan.Scaler, loss);
        Assert.Equal(value, parts.AccumulatedLoss, tolerance: 1e-6);
        Assert.True(parts.Update(new Sgd(), 0.5));

        for (int i = 0; i < whole.Weights.Length; i++)
            Assert.Equal(whole.Weights[i], parts.Weights[i], tolerance: 1e-6f);
    }

    [Fact]
    public void A_training_with_small_batches_accumulated_follows_the_one_with_large_ones()
    {
        // 30 rows: updates from 8, 8, 8 and 6 rows either way.
        var whole = Fit(Clouds.Plan);
        var parts = Fit(Clouds.Plan with { BatchSize = new BatchSize(4), Accumulation = 2 });

        Assert.Equal((40, 40), (whole.Steps, parts.Steps));
        Assert.All(whole.Epochs.Zip(parts.Epochs), pair =>
        {
            Assert.Equal(pair.First.TrainLoss, pair.Second.TrainLoss, tolerance: 1e-5);
            Assert.Equal(pair.First.ValidationLoss, pair.Second.ValidationLoss, tolerance: 1e-5);
            Assert.Equal(pair.First.GradientNorm, pair.Second.GradientNorm, tolerance: 1e-5);
        });
    }

    [Fact]
    public void The_last_update_of_an_epoch_takes_the_batches_that_are_left() =>
        Assert.Equal(2 * 10, Fit(Clouds.Plan with { Accumulation = 3 }).Steps); // 4 batches an epoch: 3, and 1

    [Fact]
    public void More_batches_than_an_epoch_has_make_one_update_of_it() =>
        Assert.Equal(Fit(Clouds.Plan with { Accumulation = 4 }).WeightsDigest, Fit(Clouds.Plan with { Accumulation = 1000 }).WeightsDigest);

    [Fact]
    public void Layers_draw_other_numbers_for_every_batch_of_an_update()
    {
        var drawn = new List<uint>();
        var network = new Network(new Shape(5), [new Dense { Units = 3 }, new Noise { Drawn = drawn.Add }]);

        Fit(Clouds.Plan with { Network = network, Accumulation = 4, Epochs = 3 });

        Assert.Equal(12, drawn.Count);
        Assert.Equal(12, drawn.Distinct().Count());
    }

    [Fact]
    public void A_batch_whose_loss_is_not_finite_undoes_those_before_it()
    {
        var learner = Fresh(8);
        float[] before = learner.Weights.ToArray();
        learner.Accumulate(Clouds.Data, [0, 1], Clouds.Plan.Scaler, Clouds.Plan.Loss);
        learner.Accumulate(Clouds.Data, [2, 3], Clouds.Plan.Scaler, new InfiniteLoss());
        Assert.Equal(before, learner.Weights.ToArray());

        double loss = learner.Step(Clouds.Data, [4, 5], Clouds.Plan.Scaler, Clouds.Plan.Loss, new Sgd(), 0.1);

        var other = Fresh(8);
        Assert.Equal(other.Step(Clouds.Data, [4, 5], Clouds.Plan.Scaler, Clouds.Plan.Loss, new Sgd(), 0.1), loss);
        Assert.Equal(other.Weights.ToArray(), learner.Weights.ToArray());
    }

    [Fact]
    public void Less_than_one_batch_an_update_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Clouds.Plan with { Accumulation = 0 });

    private static Learner Fresh(int capacity)
    {
        var learner = new Learner(Clouds.Plan.Network, capacity);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        return learner;
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);

    private sealed class InfiniteLoss : ILoss
    {
        public TargetKind Target => TargetKind.Classes;

        public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient) => double.PositiveInfinity;
    }
}
