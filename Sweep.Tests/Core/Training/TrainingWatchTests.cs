using Sweep.Core.Data;
using Sweep.Core.Training;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Training;

public class TrainingWatchTests
{
    [Fact]
    public void Looking_on_changes_nothing()
    {
        var watch = new TrainingWatch { AfterEpoch = _ => true, Save = _ => { }, SaveEvery = TimeSpan.Zero };

        Assert.Equal(Outcome.Text(Fit(TrainingWatch.None)), Outcome.Text(Fit(watch)));
    }

    [Fact]
    public void An_answer_of_false_stops_the_training_after_that_epoch()
    {
        var whole = Fit(TrainingWatch.None);

        var result = Fit(new TrainingWatch { AfterEpoch = epoch => epoch.Epoch < 3 });

        Assert.True(result.Stopped);
        Assert.False(whole.Stopped);
        Assert.Equal((12, null), (result.Steps, result.DivergedAtStep)); // 4 steps an epoch
        Assert.Equal(Outcome.Text(whole with { Epochs = [.. whole.Epochs.Take(3)] }).Split('\n')[1..], Outcome.Text(result).Split('\n')[1..]);
    }

    [Fact]
    public void A_training_that_diverged_did_not_stop_because_somebody_asked()
    {
        var told = new List<EpochResult>();
        var watch = new TrainingWatch
        {
            AfterEpoch = epoch =>
            {
                told.Add(epoch);
                return told.Count < 2;
            },
        };

        var result = new Trainer(TimeProvider.System).Fit(
            Regression.Plan(1e60) with { BatchSize = BatchSize.All, DivergenceFactor = double.MaxValue }, watch, CancellationToken.None);

        Assert.NotNull(result.DivergedAtStep);
        Assert.Equal(result.Epochs, told);
        Assert.False(result.Stopped);
    }

    [Fact]
    public void Checkpoints_come_when_they_are_due()
    {
        // The clock is looked at once a step, so that a step takes a second; 4 steps an epoch.
        var steps = new List<long>();
        var watch = new TrainingWatch { Save = checkpoint => steps.Add(checkpoint.Step), SaveEvery = TimeSpan.FromSeconds(15) };

        new Trainer(new TickingClock()).Fit(Clouds.Plan, watch, CancellationToken.None);

        Assert.InRange(steps.Count, 2, 6);
        Assert.Equal(steps.Distinct().Order(), steps);
    }

    [Fact]
    public void Without_cancellation_and_with_time_to_spare_nothing_is_saved()
    {
        var watch = new TrainingWatch { Save = _ => Assert.Fail("No checkpoint is due."), SaveEvery = TimeSpan.MaxValue };

        Assert.Equal(10, Fit(watch).Epochs.Count);
    }

    [Fact]
    public void Cancellation_saves_once_what_has_been_trained()
    {
        var saved = new List<TrainingCheckpoint>();
        using var cancellation = new CancellationTokenSource();
        // The loss before training takes one evaluation, and so does each step.
        var plan = Clouds.Plan with { Loss = new InterruptingLoss(Clouds.Plan.Loss, 1 + 3, cancellation.Cancel) };

        Assert.Throws<OperationCanceledException>(() => new Trainer(TimeProvider.System).Fit(
            plan, new TrainingWatch { Save = saved.Add }, cancellation.Token));

        var checkpoint = Assert.Single(saved);
        Assert.Equal((0, 3, 24), (checkpoint.Epoch, checkpoint.Step, checkpoint.RowsSeen));
        Assert.Equal(3, checkpoint.Optimizer.Step);
        Assert.Equal(["velocity"], checkpoint.Optimizer.Memories.Keys);
    }

    [Theory]
    [InlineData(2)] // in the loss before training: 3 parts of 256 rows
    [InlineData(5)] // in the validation, after those and a step
    public void Cancellation_does_not_wait_for_the_end_of_an_evaluation(int evaluation)
    {
        int[] many = [.. Enumerable.Range(0, 700).Select(row => row % Clouds.Rows)];
        using var cancellation = new CancellationTokenSource();
        var loss = new InterruptingLoss(Clouds.Plan.Loss, evaluation, cancellation.Cancel);
        var plan = Clouds.Plan with { Fold = new Fold(many, many), BatchSize = BatchSize.All, Loss = loss };

        Assert.Throws<OperationCanceledException>(() => new Trainer(TimeProvider.System).Fit(plan, cancellation.Token));

        Assert.Equal(evaluation, loss.Evaluations);
    }

    [Fact]
    public void The_time_of_an_epoch_goes_on_counting_after_an_interruption()
    {
        var checkpoint = Interrupted.Checkpoints(Clouds.Plan)[2] with { EpochDuration = TimeSpan.FromHours(5) };

        var result = Fit(new TrainingWatch { ResumeFrom = checkpoint });

        Assert.InRange(result.Epochs[0].Duration, TimeSpan.FromHours(5), TimeSpan.FromHours(6));
        Assert.InRange(result.Epochs[1].Duration, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public void More_steps_allocate_no_more_memory()
    {
        Assert.Equal(Allocated(Clouds.Plan, BatchSize.All), Allocated(Clouds.Plan, new BatchSize(1)));

        // With everything on: the first step is noted, and the best weights are copied once.
        var all = Features.All(Features.HoldingBack) with { StepCurve = 1_000_000, EarlyStopping = new EarlyStopping { StartFromEpoch = 3, Metric = 0 } };
        Assert.Equal(Allocated(all, BatchSize.All), Allocated(all, new BatchSize(1)));
    }

    private static long Allocated(TrainingPlan plan, BatchSize batch)
    {
        var trainer = new Trainer(TimeProvider.System);
        var watch = new TrainingWatch { AfterEpoch = _ => true, Save = _ => { }, SaveEvery = TimeSpan.FromDays(1) };
        return Allocation.Of(() => trainer.Fit(plan with { BatchSize = batch }, watch, CancellationToken.None));
    }

    [Fact]
    public void A_time_between_checkpoints_below_0_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingWatch { SaveEvery = TimeSpan.FromTicks(-1) });

    private static TrainingResult Fit(TrainingWatch watch) => new Trainer(TimeProvider.System).Fit(Clouds.Plan, watch, CancellationToken.None);
}
