using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

public class StochasticAverageTests
{
    [Fact]
    public void It_is_the_plain_mean_of_the_weights_at_the_ends_of_epochs()
    {
        // Where the weights, and what layers have learned without a gradient, stood after epochs 2 and 3.
        var ends = Interrupted.Checkpoints(Features.Noisy).Where(checkpoint => checkpoint.RowsSeen == 0 && checkpoint.Epoch is 2 or 3).ToArray();
        Assert.Equal([2, 3], ends.Select(checkpoint => checkpoint.Epoch));

        var average = Interrupted.Checkpoints(Features.Noisy with { Average = new StochasticAverage { StartEpoch = 2 } })
            .First(checkpoint => checkpoint.Epoch == 3);

        Assert.Equal(2, average.Averaged);
        AssertMean(ends, checkpoint => checkpoint.Weights, average.Average!.Weights);
        AssertMean(ends, checkpoint => checkpoint.Statistics, average.Average!.Statistics);
        Assert.Equal(ends[1].Weights.ToArray(), average.Weights.ToArray());
    }

    [Fact]
    public void A_mean_of_the_last_epoch_alone_is_the_weights_themselves()
    {
        var result = Fit(Features.Noisy with { Average = new StochasticAverage { StartEpoch = 4 } });

        Assert.Equal(Outcome.Text(Fit(Features.Noisy)), Outcome.Text(result));
    }

    [Fact]
    public void Before_its_start_the_weights_are_judged_as_they_are()
    {
        var (plain, averaged) = (Fit(Features.Noisy), Fit(Features.Noisy with { Average = new StochasticAverage { StartEpoch = 2 } }));

        Assert.Equal(plain.Epochs.Take(2).Select(epoch => epoch.ValidationLoss), averaged.Epochs.Take(2).Select(epoch => epoch.ValidationLoss));
        Assert.NotEqual(plain.Epochs[2].ValidationLoss, averaged.Epochs[2].ValidationLoss);
        Assert.NotEqual(plain.WeightsDigest, averaged.WeightsDigest);
    }

    [Fact]
    public void An_epoch_before_the_first_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StochasticAverage { StartEpoch = 0 });

    private static void AssertMean(TrainingCheckpoint[] ends, Func<TrainingCheckpoint, ReadOnlyMemory<float>> values, ReadOnlyMemory<float> mean)
    {
        Assert.Equal(values(ends[0]).Length, mean.Length);
        for (int i = 0; i < mean.Length; i++)
            Assert.Equal((values(ends[0]).Span[i] + values(ends[1]).Span[i]) / 2, mean.Span[i], tolerance: 1e-6f);
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);
}
