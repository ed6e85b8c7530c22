using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

public class EarlyStoppingTests
{
    // At this rate the validation loss goes up and down.
    private static readonly TrainingPlan _restless = Clouds.Plan with { LearningRate = 1.5, Epochs = 12 };

    /// <summary>Values by epoch; the best one, and the one after which patience has run out, each from 1; 0 for none.</summary>
    public static TheoryData<double[], int, double, int, int> Courses() => new()
    {
        { [3, 2, 1], 1, 0, 3, 0 },
        { [1, 2, 0], 1, 0, 1, 2 }, // one epoch of patience is one epoch
        { [1, 2, 0, 3, 4], 2, 0, 3, 5 },
        { [1, 1, 1], 2, 0, 1, 3 }, // equal is not better
        { [1, 0.95, 0.89, 0.85], 2, 0.1, 3, 0 }, // each a little, together more than 0.1
        { [1, 0.95, 0.92, 0.85], 2, 0.1, 1, 3 },
        { [double.NaN, 2, 1], 5, 0, 3, 0 }, // a NaN at first is never the best
        { [2, double.NaN, 1], 5, 0, 3, 0 },
        { [double.NaN, double.NaN, 1], 2, 0, 0, 2 },
        { [double.PositiveInfinity, double.PositiveInfinity], 2, 0, 0, 2 },
    };

    [Theory]
    [MemberData(nameof(Courses))]
    public void The_best_epoch_is_followed_and_patience_runs_out(double[] values, int patience, double minDelta, int best, int over)
    {
        var rule = new EarlyStopping { Patience = patience, MinDelta = minDelta };

        Assert.Equal((best, over), Follow(rule, values, maximize: false));
        Assert.Equal((best, over), Follow(rule, [.. values.Select(value => -value)], maximize: true));
    }

    [Fact]
    public void Epochs_before_the_start_are_neither_best_nor_waited_for() =>
        Assert.Equal((4, 6), Follow(new EarlyStopping { Patience = 2, StartFromEpoch = 3 }, [0, 1, 2, 5, 6, 7], maximize: false));

    [Fact]
    public void A_training_ends_when_patience_has_run_out_and_keeps_its_best_epoch()
    {
        var result = Fit(_restless with { EarlyStopping = new EarlyStopping { Patience = 2 } });

        Assert.True(result.StoppedEarly);
        Assert.False(result.Stopped);
        Assert.Equal(Best(result), result.KeptEpoch);
        Assert.Equal(result.KeptEpoch + 2, result.Epochs.Count);
        // The rate is constant, so that a training of fewer epochs is the beginning of a longer one.
        Assert.Equal(Fit(_restless with { Epochs = result.KeptEpoch }).WeightsDigest, result.WeightsDigest);
    }

    [Fact]
    public void The_best_weights_are_kept_of_a_training_that_never_stopped_early_too()
    {
        var result = Fit(_restless with { EarlyStopping = new EarlyStopping { Patience = 100 } });

        Assert.False(result.StoppedEarly);
        Assert.Equal(12, result.Epochs.Count);
        Assert.InRange(result.KeptEpoch, 1, 11);
        Assert.Equal(Best(result), result.KeptEpoch);
        Assert.Equal(Fit(_restless with { Epochs = result.KeptEpoch }).WeightsDigest, result.WeightsDigest);
    }

    [Fact]
    public void The_last_weights_stay_where_the_plan_says_so()
    {
        var result = Fit(_restless with { EarlyStopping = new EarlyStopping { Patience = 2, RestoreBest = false } });

        Assert.True(result.StoppedEarly);
        Assert.Equal(result.Epochs.Count, result.KeptEpoch);
        Assert.Equal(Fit(_restless with { Epochs = result.Epochs.Count }).WeightsDigest, result.WeightsDigest);
    }

    [Fact]
    public void What_layers_have_learned_without_a_gradient_goes_back_with_the_weights()
    {
        var plan = Features.Noisy with { LearningRate = 1.5, Epochs = 12 };
        var result = Fit(plan with { EarlyStopping = new EarlyStopping { Patience = 100 } });
        Assert.InRange(result.KeptEpoch, 1, 11);

        var best = Interrupted.Checkpoints(plan with { EarlyStopping = new EarlyStopping { Patience = 100 } })[^1].Best!;

        var then = Interrupted.Checkpoints(plan).First(checkpoint => checkpoint.Epoch == result.KeptEpoch && checkpoint.RowsSeen == 0);
        Assert.Equal(then.Weights.ToArray(), best.Weights.ToArray());
        Assert.Equal(then.Statistics.ToArray(), best.Statistics.ToArray());
    }

    [Fact]
    public void The_best_weights_are_those_that_the_optimizer_ships()
    {
        var plan = _restless with { Optimizer = new ScheduleFreeSgd(), LearningRate = 8 };

        var result = Fit(plan with { EarlyStopping = new EarlyStopping { Patience = 100, Metric = 0 } });

        Assert.InRange(result.KeptEpoch, 1, 11);
        Assert.Equal(Fit(plan with { Epochs = result.KeptEpoch }).WeightsDigest, result.WeightsDigest);
    }

    [Fact]
    public void A_metric_can_be_looked_at_of_which_more_is_better()
    {
        var result = Fit(_restless with { EarlyStopping = new EarlyStopping { Patience = 100, Metric = 0 } });

        Assert.Equal(result.Epochs.MaxBy(epoch => epoch.Metrics[0])!.Epoch, result.KeptEpoch);
        Assert.All(result.Epochs, epoch => Assert.Equal(epoch.Metrics[0], epoch.Monitored));
    }

    [Fact]
    public void Rows_held_back_decide_and_validation_rows_do_not()
    {
        var plan = Features.HoldingBack with { Epochs = 12, LearningRate = 1.5, EarlyStopping = new EarlyStopping { Patience = 3 } };
        var other = plan with { Fold = plan.Fold with { Validation = [30, 31] } };

        var (result, again) = (Fit(plan), Fit(other));

        Assert.Equal(result.Epochs.MinBy(epoch => epoch.Monitored)!.Epoch, result.KeptEpoch);
        Assert.Equal(result.WeightsDigest, again.WeightsDigest);
        Assert.Equal(result.KeptEpoch, again.KeptEpoch);
        Assert.NotEqual(result.Epochs[0].ValidationLoss, again.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void Rows_held_back_are_not_learned_from()
    {
        var plan = Features.HoldingBack with { EarlyStopping = new EarlyStopping { Patience = 100, RestoreBest = false } };

        var result = Fit(plan with { Fold = plan.Fold with { HeldBack = plan.Fold.HeldBack[..2] } });

        Assert.Equal(Fit(plan).WeightsDigest, result.WeightsDigest);
        Assert.NotEqual(Fit(plan).Epochs[0].Monitored, result.Epochs[0].Monitored);
    }

    [Fact]
    public void A_training_that_diverges_has_diverged_whatever_its_best_epoch_was()
    {
        var plan = Regression.Plan(learningRate: 10) with { DivergenceFactor = 5 };

        var result = Fit(plan with { EarlyStopping = new EarlyStopping { Patience = 100 } });

        Assert.Equal(Outcome.Text(Fit(plan)).Split(' ')[..3], Outcome.Text(result).Split(' ')[..3]);
        Assert.Equal(DivergenceReason.Loss, result.DivergedBy);
        Assert.False(result.StoppedEarly);
        Assert.Equal(result.Epochs.Count, result.KeptEpoch);
    }

    [Fact]
    public void A_watch_that_stops_a_training_gets_its_best_weights_too()
    {
        var plan = _restless with { EarlyStopping = new EarlyStopping { Patience = 100 } };
        var whole = Fit(plan);

        var result = new Trainer(TimeProvider.System).Fit(
            plan, new TrainingWatch { AfterEpoch = epoch => epoch.Epoch <= whole.KeptEpoch }, CancellationToken.None);

        Assert.True(result.Stopped);
        Assert.Equal((whole.KeptEpoch, whole.WeightsDigest), (result.KeptEpoch, result.WeightsDigest));
    }

    [Fact]
    public void No_patience_at_all_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = 0 });

        Assert.StartsWith("Patience must be at least 1; got 0.", error.Message, StringComparison.Ordinal);
    }

    private static int Best(TrainingResult result) => result.Epochs.MinBy(epoch => epoch.ValidationLoss)!.Epoch;

    private static (int Best, int Over) Follow(EarlyStopping rule, double[] values, bool maximize)
    {
        var (best, learner) = (new BestEpoch(rule, maximize), new Learner(Clouds.Plan.Network, 1));
        for (int epoch = 1; epoch <= values.Length; epoch++)
        {
            best.Take(new EpochResult(epoch, epoch, 1, 0, 0, [], 0, TimeSpan.Zero) { Monitored = values[epoch - 1] }, learner, Clouds.Plan.Optimizer);
            if (best.IsOver)
                return (best.Epoch ?? 0, epoch);
        }
        return (best.Epoch ?? 0, 0);
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);
}
