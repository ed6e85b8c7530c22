using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

public class ExponentialAverageTests
{
    [Fact]
    public void It_begins_with_the_first_weights_and_lets_the_past_fade()
    {
        var rule = new ExponentialAverage { Decay = 0.5 };

        Assert.Equal(3, Average(rule, 3));
        Assert.Equal(0.5 * 3 + 0.5 * 5, Average(rule, 3, 5));
        Assert.Equal(0.25 * 3 + 0.25 * 5 + 0.5 * 9, Average(rule, 3, 5, 9));
    }

    [Fact]
    public void With_its_start_corrected_the_first_weights_have_no_more_than_their_fading_share()
    {
        var rule = new ExponentialAverage { Decay = 0.5, BiasCorrection = true };

        // Shares 0.125, 0.25 and 0.5 of weights, divided by their sum.
        Assert.Equal((0.125 * 3 + 0.25 * 5 + 0.5 * 9) / 0.875, Average(rule, 3, 5, 9), tolerance: 1e-12);
        Assert.Equal(7, Average(rule, 7, 7, 7, 7), tolerance: 1e-12);
    }

    [Fact]
    public void A_training_without_a_past_keeps_the_weights_of_its_last_update()
    {
        var result = Fit(Features.Noisy with { Average = new ExponentialAverage { Decay = 0 } });

        Assert.Equal(Outcome.Text(Fit(Features.Noisy)), Outcome.Text(result));
    }

    [Fact]
    public void What_is_averaged_is_what_the_optimizer_ships()
    {
        var plan = Features.Noisy with { Optimizer = new ScheduleFreeSgd() };

        Assert.Equal(Outcome.Text(Fit(plan)), Outcome.Text(Fit(plan with { Average = new ExponentialAverage { Decay = 0 } })));
    }

    [Fact]
    public void The_average_is_judged_and_kept_and_the_trained_weights_go_on()
    {
        var (plain, averaged) = (Fit(Features.Noisy), Fit(Features.Noisy with { Average = new ExponentialAverage { Decay = 0.8 } }));

        Assert.NotEqual(plain.WeightsDigest, averaged.WeightsDigest);
        Assert.Equal(plain.Epochs.Select(epoch => (epoch.TrainLoss, epoch.GradientNorm)), averaged.Epochs.Select(epoch => (epoch.TrainLoss, epoch.GradientNorm)));
        Assert.All(plain.Epochs.Zip(averaged.Epochs), pair => Assert.NotEqual(pair.First.ValidationLoss, pair.Second.ValidationLoss));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    public void Decay_outside_zero_to_one_is_refused(double decay)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialAverage { Decay = decay });

        Assert.StartsWith("Decay must be at least 0 and less than 1; got ", error.Message, StringComparison.Ordinal);
    }

    private static double Average(ExponentialAverage rule, params double[] weights)
    {
        double average = 100; // the first one takes its place
        for (int taken = 0; taken < weights.Length; taken++)
            average += rule.ShareOf(taken, 1, false) * (weights[taken] - average);
        return average;
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);
}
