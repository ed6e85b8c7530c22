using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Strategies.RangeTest;
using Sweep.Tests.Contracts;
using Sweep.Tests.Core.Training;

namespace Sweep.Tests.Strategies.RangeTest;

public class RangeTesterTests
{
    private static readonly RangeTestOptions _shortRuns = new() { Rates = new RateGrid(1e-4, 10, 11), StepsPerRate = 12, Halvings = 1 };

    private static readonly RangeTestOptions _continuous = new() { Rates = new RateGrid(1e-4, 10, 30), Mode = RangeTestMode.Continuous };

    public static TheoryData<string> Optimizers() => [.. UpdateRules.Catalog.Names];

    public static TheoryData<RangeTestMode> Modes() => [RangeTestMode.ShortRuns, RangeTestMode.Continuous];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_gets_a_finite_curve_the_same_bits_again(string optimizer)
    {
        foreach (var options in new[] { _shortRuns, _continuous, _continuous with { MeasuredRows = 0 } })
        {
            var tester = new RangeTester();
            var replicates = Enumerable.Range(0, 2).Select(number => tester.Run(options, Plan(optimizer), number, CancellationToken.None)).ToArray();
            var again = Run(options, Plan(optimizer), 1);

            Assert.Equal(Text(replicates[1]), Text(again));
            Assert.NotEqual(Text(replicates[0]), Text(again));
            Assert.NotEmpty(again.Losses);
            Assert.All(again.Losses, loss => Assert.True(double.IsFinite(loss)));
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void All_optimizers_start_from_the_same_weights_and_the_same_batches(string optimizer)
    {
        // At this rate nothing has been learned when the second batch comes.
        var options = new RangeTestOptions { Rates = new RateGrid(1e-30, 1e-29, 2), MeasuredRows = 0, StepsPerRate = 2, Halvings = 0 };
        var plan = Plan(optimizer);
        var sgd = Clouds.Plan with { Optimizer = new Sgd(), BatchSize = plan.BatchSize };

        Assert.Equal(Run(options, sgd).FirstLoss, Run(options, plan).FirstLoss);
        if (optimizer is not ("lbfgs" or "rprop"))
            Assert.Equal(Run(options, sgd).Losses[0], Run(options, plan).Losses[0], 1e-5);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_training_ends_with_the_same_bits_whether_it_is_tested_in_its_middle_or_not(RangeTestMode mode)
    {
        var plan = Clouds.Plan with
        {
            Optimizer = new Adam(),
            Network = new Network(new Shape(5), [new Dense { Units = 7 }, new BatchNormalization(), new Tanh(), new Dropout { Rate = 0.2 }, new Dense { Units = 3 }]),
        };
        var options = (mode == RangeTestMode.ShortRuns ? _shortRuns : _continuous) with { MeasuredRows = 16 };
        var checkpoint = Interrupted.Checkpoints(plan)[19];
        byte[] before = Interrupted.Bytes(checkpoint);
        var learner = new Learner(plan.Network, 30);
        learner.Restore(checkpoint, new RandomStream(1, RandomPurpose.Layers));
        float[] weights = learner.Weights.ToArray(), statistics = learner.Statistics.ToArray();

        var replicate = new RangeTester().Run(options, plan, checkpoint, 0, CancellationToken.None);

        Assert.NotEmpty(replicate.Losses);
        Assert.Equal(before, Interrupted.Bytes(checkpoint));
        Assert.Equal(weights, learner.Weights.ToArray());
        Assert.Equal(statistics, learner.Statistics.ToArray());
        var through = new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);
        var tested = new Trainer(TimeProvider.System).Fit(plan, new TrainingWatch { ResumeFrom = checkpoint }, CancellationToken.None);
        Assert.Equal(Outcome.Text(through), Outcome.Text(tested));
    }

    [Fact]
    public void A_test_from_a_checkpoint_starts_with_its_weights()
    {
        var checkpoint = Interrupted.Checkpoints(Clouds.Plan)[^1];

        var fresh = new RangeTester().Run(_shortRuns, Clouds.Plan, 0, CancellationToken.None);
        var late = new RangeTester().Run(_shortRuns, Clouds.Plan, checkpoint, 0, CancellationToken.None);

        Assert.True(late.FirstLoss < fresh.FirstLoss / 2);
        Assert.Throws<InvalidDataException>(() => new RangeTester().Run(_shortRuns, Clouds.Plan with { Seed = 9 }, checkpoint, 0, CancellationToken.None));
    }

    [Fact]
    public void Short_runs_of_one_rate_do_not_depend_on_the_others()
    {
        var replicate = Run(_shortRuns, Clouds.Plan);
        var upper = Run(_shortRuns with { Rates = new RateGrid(_shortRuns.Rates[5], 10, 6) }, Clouds.Plan);

        Assert.Equal(replicate.Losses[5], upper.Losses[0]);
        Assert.Equal(replicate.Shorter!.Losses[5], upper.Shorter!.Losses[0]);
        Assert.Equal((12, 8, 6), (replicate.Updates, replicate.Shorter.Updates, replicate.Shorter.Shorter!.Updates));
    }

    [Fact]
    public void Looks_at_shorter_runs_are_what_shorter_runs_would_have_seen() =>
        Assert.Equal(Run(_shortRuns with { StepsPerRate = 6, Halvings = 0 }, Clouds.Plan).Losses.Take(8), Run(_shortRuns, Clouds.Plan).Shorter!.Shorter!.Losses.Take(8));

    [Fact]
    public void A_step_allocates_nothing()
    {
        // 30 steps an epoch, so that both stay within the first one.
        var plan = Clouds.Plan with { BatchSize = new BatchSize(1) };
        var tester = new RangeTester();
        foreach (var options in new[] { _shortRuns with { Rates = new RateGrid(1e-5, 1e-4, 2), Halvings = 0 }, _continuous with { Rates = new RateGrid(1e-5, 1e-4, 2) } })
            Assert.Equal(Of(options with { StepsPerRate = 4 }), Of(options with { StepsPerRate = 14 }));

        long Of(RangeTestOptions options) => Allocation.Of(() => tester.Run(options, plan, 0, CancellationToken.None));
    }

    [Fact]
    public void What_ends_a_replicate_is_told()
    {
        var sgd = Clouds.Plan with { Optimizer = new Sgd() };

        Assert.Equal(StopReason.EndOfRange, Run(_shortRuns with { Rates = new RateGrid(1e-4, 1e-2, 5) }, sgd).Stopped);
        Assert.Equal(StopReason.Diverged, Run(_shortRuns with { Rates = new RateGrid(1e-4, 1e4, 20) }, sgd).Stopped);
        Assert.Equal(StopReason.Nan, Run(_shortRuns with { Rates = new RateGrid(1e30, 1e38, 3) }, sgd with { Network = Network.Perceptron(5, [7], new Relu(), 3) }).Stopped);
    }

    [Fact]
    public void An_optimizer_that_needs_all_rows_is_refused_fewer()
    {
        var error = Assert.Throws<ArgumentException>(() => Run(_shortRuns, Clouds.Plan with { Optimizer = new Lbfgs() }));

        Assert.Equal("Lbfgs needs all 30 training rows in a batch; got BatchSize 8. Use BatchSize.All.", error.Message);
    }

    [Fact]
    public void A_test_that_is_called_off_ends_at_once() => Assert.Throws<OperationCanceledException>(
        () => new RangeTester().Run(_shortRuns, Clouds.Plan, 0, new CancellationToken(canceled: true)));

    [Fact]
    public void Accumulated_batches_make_one_update_as_a_larger_batch_does()
    {
        var options = _shortRuns with { Rates = new RateGrid(1e-3, 1e-1, 5) };
        var large = Run(options, Clouds.Plan with { BatchSize = new BatchSize(10) });
        var parts = Run(options, Clouds.Plan with { BatchSize = new BatchSize(5), Accumulation = 2 });

        Assert.All(large.Losses.Zip(parts.Losses), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    private static TrainingPlan Plan(string optimizer)
    {
        var rule = UpdateRules.Catalog.Create(optimizer);
        return Clouds.Plan with { Optimizer = rule, BatchSize = rule.NeedsAllRows ? BatchSize.All : new BatchSize(8) };
    }

    private static RangeTestReplicate Run(RangeTestOptions options, TrainingPlan plan, int replicate = 0) =>
        new RangeTester().Run(options, plan, replicate, CancellationToken.None);

    private static string Text(RangeTestReplicate replicate) =>
        $"{replicate.Updates} {replicate.Stopped} {replicate.FirstLoss:R} {replicate.Spread:R} {string.Join(' ', replicate.Losses.Select(loss => $"{loss:R}"))} "
        + $"{string.Join(' ', replicate.GradientNorms.Select(norm => $"{norm:R}"))} {(replicate.Shorter is { } shorter ? Text(shorter) : "")}";
}
