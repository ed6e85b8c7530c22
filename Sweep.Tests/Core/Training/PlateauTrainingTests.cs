using Sweep.Core.Training;
using Sweep.Strategies.Schedules;

namespace Sweep.Tests.Core.Training;

public class PlateauTrainingTests
{
    private static readonly ReduceOnPlateau _rule = new() { Patience = 1, Factor = 0.5 };

    // At this rate the validation loss goes up and down.
    private static readonly TrainingPlan _restless = Clouds.Plan with { LearningRate = 1.5, Epochs = 12, Schedule = _rule };

    [Fact]
    public void It_goes_by_the_validation_loss() => AssertFollowed(_restless, epoch => epoch.ValidationLoss, moreIsBetter: false);

    [Fact]
    public void It_goes_by_rows_held_back_where_there_are_some()
    {
        var plan = Features.HoldingBack with { LearningRate = 1.5, Epochs = 12, Schedule = _rule, EarlyStopping = null };

        AssertFollowed(plan, epoch => epoch.Monitored, moreIsBetter: false);
        Assert.All(Fit(plan).Epochs, epoch => Assert.NotEqual(epoch.ValidationLoss, epoch.Monitored));
    }

    [Fact]
    public void It_goes_by_what_early_stopping_looks_at() =>
        AssertFollowed(_restless with { EarlyStopping = new EarlyStopping { Patience = 100, Metric = 0 } }, epoch => epoch.Metrics[0], moreIsBetter: true);

    [Fact]
    public void Nothing_is_monitored_where_nobody_looks() =>
        Assert.All(Fit(_restless with { Schedule = new Constant() }).Epochs, epoch => Assert.Equal(double.NaN, epoch.Monitored));

    private static void AssertFollowed(TrainingPlan plan, Func<EpochResult, double> monitored, bool moreIsBetter)
    {
        var epochs = Fit(plan).Epochs;
        double[] values = [.. epochs.Select(monitored)];

        Assert.Equal(values, epochs.Select(epoch => epoch.Monitored));
        Assert.Equal(epochs.Select((_, epoch) => plan.LearningRate * _rule.After(values.AsSpan(0, epoch), moreIsBetter).Share), epochs.Select(epoch => epoch.LearningRate));
        Assert.True(epochs[^1].LearningRate < plan.LearningRate);
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);
}
