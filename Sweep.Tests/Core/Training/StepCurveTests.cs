using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

public class StepCurveTests
{
    [Fact]
    public void Every_update_is_noted_with_its_rate_its_loss_and_its_gradient_norm()
    {
        var result = Fit(Clouds.Plan with { StepCurve = 1 });
        double[][] rows = Rows(result);

        Assert.Equal(Enumerable.Range(1, 40).Select(step => (double)step), rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.Equal(0.1, row[1]));
        // An epoch of 8, 8, 8 and 6 rows.
        Assert.Equal(result.Epochs[2].TrainLoss, (8 * (rows[8][2] + rows[9][2] + rows[10][2]) + 6 * rows[11][2]) / 30, tolerance: 1e-12);
        Assert.Equal(result.Epochs.Select(epoch => epoch.GradientNorm), rows.Where((_, index) => index % 4 == 3).Select(row => row[3]));
        Assert.Equal(Outcome.Text(Fit(Clouds.Plan)), Outcome.Text(result with { StepCurve = default }));
    }

    [Fact]
    public void The_first_update_is_noted_and_every_so_many_after_it() =>
        Assert.Equal([1.0, 8, 15, 22, 29, 36], Rows(Fit(Clouds.Plan with { StepCurve = 7 })).Select(row => row[0]));

    [Fact]
    public void The_norm_is_that_before_clipping()
    {
        double[][] free = Rows(Fit(Clouds.Plan with { StepCurve = 1 }));
        double[][] clipped = Rows(Fit(Clouds.Plan with { StepCurve = 1, Clipping = new Clipping { Limit = 1e-3 } }));

        Assert.Equal(free[0], clipped[0]);
        Assert.True(clipped[^1][3] > 1e-2);
    }

    [Fact]
    public void Several_batches_make_one_row_with_their_mean_loss()
    {
        var result = Fit(Clouds.Plan with { StepCurve = 1, Accumulation = 10 });

        Assert.Equal(result.Epochs.Count, Rows(result).Length);
        Assert.All(result.Epochs.Zip(Rows(result)), pair =>
        {
            Assert.Equal(pair.First.TrainLoss, pair.Second[2], tolerance: 1e-12);
            Assert.Equal(pair.First.GradientNorm, pair.Second[3]);
        });
    }

    [Fact]
    public void The_step_that_diverges_is_the_last_one_however_seldom_steps_are_noted()
    {
        var result = Fit(Regression.Plan(learningRate: 1e12) with { DivergenceFactor = double.MaxValue, StepCurve = 100 });
        double[][] rows = Rows(result);

        Assert.Equal([1.0, result.DivergedAtStep!.Value], rows.Select(row => row[0]));
        Assert.False(double.IsFinite(rows[1][2]) && double.IsFinite(rows[1][3]));
    }

    [Fact]
    public void Without_it_nothing_is_noted() => Assert.Equal(0, Fit(Clouds.Plan).StepCurve.Length);

    private static double[][] Rows(TrainingResult result) => [.. result.StepCurve.ToArray().Chunk(4)];

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);
}
