using System.Security.Cryptography;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

public class TrainerTests
{
    [Fact]
    public void Training_learns()
    {
        var result = Fit(Clouds.Plan);

        Assert.Equal(10, result.Epochs.Count);
        Assert.Equal(40, result.Steps); // 30 rows in batches of 8: 4 steps an epoch, the last of 6 rows
        Assert.Null(result.DivergedAtStep);
        Assert.True(result.Epochs[^1].TrainLoss < 0.5 * result.Epochs[0].TrainLoss);
        Assert.InRange(result.Epochs[^1].Metrics[0], 0.8, 1);
    }

    [Fact]
    public void The_same_plan_gives_the_same_bits_whatever_the_trainer_did_before()
    {
        var trainer = new Trainer(TimeProvider.System);
        var first = trainer.Fit(Clouds.Plan, CancellationToken.None);
        trainer.Fit(Clouds.Plan with { Optimizer = new Adam(), BatchSize = BatchSize.All, LearningRate = 10 }, CancellationToken.None);
        trainer.Fit(Clouds.Plan with { Network = Network.Perceptron(5, [3, 3], new Relu(), 3) }, CancellationToken.None);
        var again = trainer.Fit(Clouds.Plan, CancellationToken.None);

        Assert.Equal(Outcome.Text(first), Outcome.Text(again));
        Assert.Equal(Outcome.Text(first), Outcome.Text(Fit(Clouds.Plan)));
    }

    [Fact]
    public void A_fit_whose_first_loss_is_not_finite_has_no_gradient_of_the_fit_before_it()
    {
        var plan = Regression.Plan(learningRate: 0.1);
        float[] nothing = [.. Enumerable.Repeat(float.NaN, plan.Data.Rows)];
        var broken = plan with { Data = new Dataset(["a", "b"], plan.Data.Features.Values.ToArray(), TargetKind.Number, nothing, []) };
        var trainer = new Trainer(TimeProvider.System);
        trainer.Fit(plan, CancellationToken.None);

        var result = trainer.Fit(broken, CancellationToken.None);

        Assert.Equal((0, 1), (result.Steps, result.DivergedAtStep));
        Assert.Equal(0, result.Epochs[0].GradientNorm);
    }

    [Fact]
    public void Where_classes_count_differently_the_loss_of_an_epoch_is_still_the_mean_over_all_rows()
    {
        // 600 rows are judged in parts, one class after the other, and batches of 7 hold the classes in other shares than all rows do; hardly a weight moves.
        int[] rows = [.. Enumerable.Range(0, 600).Select(row => row % Clouds.Rows).OrderBy(row => row % 3)];
        var plan = Clouds.Plan with
        {
            Fold = new Fold(rows, rows),
            Loss = new CrossEntropy().With(new ClassWeights(0.1, 1, 10)),
            BatchSize = new BatchSize(7),
            LearningRate = 1e-12,
            Epochs = 1,
        };
        var learner = new Learner(plan.Network, 600);
        learner.Restart(
            new RandomStream(plan.Seed, RandomPurpose.InitialWeights, plan.Repeat, plan.FoldNumber),
            new RandomStream(plan.Seed, RandomPurpose.Layers, plan.Repeat, plan.FoldNumber));
        double whole = learner.Evaluate(plan.Data, rows, plan.Scaler, plan.Loss);

        var epoch = Fit(plan).Epochs[0];

        Assert.Equal(whole, epoch.TrainLoss, tolerance: 1e-6);
        Assert.Equal(whole, epoch.ValidationLoss, tolerance: 1e-6);
    }

    [Fact]
    public void An_optimizer_that_needs_all_rows_refuses_a_part_of_them()
    {
        var plan = Clouds.Plan with { Optimizer = new Lbfgs(), LearningRate = 1 };

        var error = Assert.Throws<ArgumentException>(() => Fit(plan));

        var clipped = Assert.Throws<ArgumentException>(() => new Trainer(TimeProvider.System).Fit(
            plan with { BatchSize = BatchSize.All, Clipping = new Clipping { Limit = 1 } }, TestContext.Current.CancellationToken));

        Assert.StartsWith("Lbfgs needs the gradient as it is, and the plan clips it. Leave Clipping out.", clipped.Message, StringComparison.Ordinal);
        Assert.StartsWith("Lbfgs needs all 30 training rows in a batch; got BatchSize 8. Use BatchSize.All.", error.Message, StringComparison.Ordinal);
        Assert.Equal(Outcome.Text(Fit(plan with { BatchSize = BatchSize.All })), Outcome.Text(Fit(plan with { BatchSize = new BatchSize(30) })));
    }

    [Fact]
    public void An_optimizer_that_tries_points_has_no_epochs_to_wait_for_or_average()
    {
        var plan = Clouds.Plan with { Optimizer = new Lbfgs(), LearningRate = 1, BatchSize = BatchSize.All };

        Assert.All([plan with { EarlyStopping = new EarlyStopping() }, plan with { Average = new StochasticAverage() }], refused => Assert.StartsWith(
            "Lbfgs stays where it is for the epochs of a search, and the plan stops early or averages over them. Leave EarlyStopping and Average out.",
            Assert.Throws<ArgumentException>(() => Fit(refused)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Epochs_are_judged_and_digests_taken_by_the_weights_that_the_optimizer_ships()
    {
        var plain = Fit(Clouds.Plan);
        var shipping = Fit(Clouds.Plan with { Optimizer = new ShippingNothing() });

        Assert.Equal(plain.Epochs.Select(epoch => epoch.TrainLoss), shipping.Epochs.Select(epoch => epoch.TrainLoss));
        Assert.All(shipping.Epochs, epoch => Assert.Equal(Math.Log(3), epoch.ValidationLoss, tolerance: 1e-6));
        byte[] zeros = new byte[sizeof(float) * Clouds.Plan.Network.WeightCount];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(zeros)), shipping.WeightsDigest);
        Assert.NotEqual(plain.WeightsDigest, shipping.WeightsDigest);
    }

    [Fact]
    public void Repeat_fold_and_seed_each_change_the_start()
    {
        TrainingPlan[] plans = [Clouds.Plan, Clouds.Plan with { Repeat = 1 }, Clouds.Plan with { FoldNumber = 1 }, Clouds.Plan with { Seed = 2 }];

        Assert.Equal(plans.Length, plans.Select(plan => Fit(plan).WeightsDigest).Distinct().Count());
    }

    [Fact]
    public void Every_epoch_has_an_order_of_its_own()
    {
        // Weights that do not move see the same rows each epoch; with one row a step, the order shows in the last gradient.
        var result = Fit(Clouds.Plan with { LearningRate = 1e-30, BatchSize = new BatchSize(1) });

        Assert.True(result.Epochs.Select(epoch => epoch.GradientNorm).Distinct().Count() > 5);
        Assert.All(result.Epochs, epoch => Assert.Equal(result.Epochs[0].TrainLoss, epoch.TrainLoss, tolerance: 1e-9));
    }

    [Fact]
    public void A_whole_batch_takes_one_step_an_epoch() =>
        Assert.Equal(10, Fit(Clouds.Plan with { BatchSize = BatchSize.All }).Steps);

    [Fact]
    public void A_loss_that_is_no_longer_finite_ends_the_fit_at_that_step()
    {
        // Squared errors of a linear model at a hopeless rate: each step multiplies the weights, until they overflow.
        var result = Fit(Regression.Plan(learningRate: 1e12) with { DivergenceFactor = double.MaxValue });

        Assert.NotNull(result.DivergedAtStep);
        Assert.Equal(result.Steps + 1, result.DivergedAtStep);
        Assert.False(double.IsFinite(result.Epochs[^1].TrainLoss));
    }

    [Fact]
    public void A_finite_loss_far_above_its_start_ends_the_fit_too()
    {
        var result = Fit(Regression.Plan(learningRate: 10) with { DivergenceFactor = 5 });

        Assert.NotNull(result.DivergedAtStep);
        Assert.True(double.IsFinite(result.Epochs[^1].TrainLoss));
        Assert.True(result.Epochs.Count < 10);
    }

    [Fact]
    public void Weights_broken_by_the_very_last_update_do_not_pass_as_completed()
    {
        // One step in all: its loss is that of the untouched weights, and only the weights show what it did.
        var result = Fit(Regression.Plan(learningRate: 1e300) with { Epochs = 1, BatchSize = BatchSize.All, DivergenceFactor = double.MaxValue });

        Assert.True(double.IsFinite(result.Epochs[0].TrainLoss));
        Assert.Equal(1, result.DivergedAtStep);
    }

    [Fact]
    public void Cancelling_is_noticed_before_the_next_step()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => new Trainer(TimeProvider.System).Fit(Clouds.Plan, cancellation.Token));
    }

    [Fact]
    public void Only_training_rows_are_learned_from()
    {
        // Validation rows with absurd features and targets change nothing of what is learned.
        float[] features = Clouds.Data.Features.Values.ToArray(), targets = Clouds.Data.Targets.ToArray();
        features.AsSpan(30 * 5).Fill(1e6f);
        targets.AsSpan(30 * 3).Fill(1);
        var spoiled = new Dataset(Clouds.Data.FeatureNames, features, TargetKind.Classes, targets, Clouds.Data.Classes);
        var fold = Clouds.Plan.Fold;

        var result = Fit(Clouds.Plan with { Data = spoiled, Scaler = Standardizer.Fit(spoiled, fold.Training) });

        Assert.Equal(Fit(Clouds.Plan).WeightsDigest, result.WeightsDigest);
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);

    // Learns as momentum does, and ships a network that says nothing.
    private sealed record ShippingNothing : IOptimizer
    {
        public void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate) =>
            new Momentum().Update(weights, gradient, state, learningRate);

        public ReadOnlySpan<float> Shipped(ReadOnlySpan<float> weights, OptimizerState state) => state.Memory("nothing").Values;
    }
}
