using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

public class DivergenceTests
{
    [Theory]
    [InlineData(double.NaN, 0f, DivergenceReason.Nan)]
    [InlineData(double.PositiveInfinity, 0f, DivergenceReason.Infinite)]
    [InlineData(1.0, float.NaN, DivergenceReason.Nan)]
    [InlineData(1.0, float.NegativeInfinity, DivergenceReason.Infinite)]
    public void A_loss_or_a_gradient_that_is_not_finite_ends_the_fit_at_that_step_without_an_update(double loss, float slope, DivergenceReason reason)
    {
        // The loss before training takes one evaluation; then two steps are well and the third is not.
        var plan = Clouds.Plan with { Loss = new Breaking(Clouds.Plan.Loss, 4, loss, slope) };

        var result = Fit(plan);

        Assert.Equal((2, 3, reason), (result.Steps, result.DivergedAtStep, result.DivergedBy));
        Assert.Single(result.Epochs);
        Assert.Equal(Steps(2), result.WeightsDigest);
    }

    [Theory]
    [InlineData(ClippedBy.Norm)]
    [InlineData(ClippedBy.Value)]
    public void Clipping_hides_no_gradient_that_is_not_finite(ClippedBy by)
    {
        var plan = Clouds.Plan with { Loss = new Breaking(Clouds.Plan.Loss, 4, 1, float.PositiveInfinity), Clipping = new Clipping { By = by, Limit = 1e9 } };

        var result = Fit(plan);

        Assert.Equal((2, 3, DivergenceReason.Infinite), (result.Steps, result.DivergedAtStep, result.DivergedBy));
        Assert.Equal(Steps(2), result.WeightsDigest);
        Assert.False(double.IsFinite(result.Epochs[0].GradientNorm));
    }

    [Fact]
    public void A_bad_batch_among_those_of_an_update_ends_the_fit_without_it()
    {
        var plan = Clouds.Plan with { Loss = new Breaking(Clouds.Plan.Loss, 5, double.NaN, 0), Accumulation = 2 };

        var result = Fit(plan);

        Assert.Equal((1, 2, DivergenceReason.Nan), (result.Steps, result.DivergedAtStep, result.DivergedBy));
    }

    [Fact]
    public void A_loss_far_above_its_start_and_weights_broken_by_the_last_update_have_their_reasons()
    {
        var broken = Regression.Plan(learningRate: 1e300) with { Epochs = 1, BatchSize = BatchSize.All, DivergenceFactor = double.MaxValue };

        Assert.Equal(DivergenceReason.Loss, Fit(Regression.Plan(learningRate: 10) with { DivergenceFactor = 5 }).DivergedBy);
        Assert.Contains(Fit(broken).DivergedBy, new DivergenceReason?[] { DivergenceReason.Infinite, DivergenceReason.Nan });
        Assert.Null(Fit(Clouds.Plan).DivergedBy);
    }

    [Theory]
    [InlineData(-10, -9.5, false)]
    [InlineData(-10, 29.5, false)]
    [InlineData(-10, 30.5, true)]
    [InlineData(10, 49.5, false)]
    [InlineData(10, 50.5, true)]
    public void A_loss_below_0_at_the_start_diverges_once_it_has_risen_as_far(double start, double later, bool diverged)
    {
        // The loss before training is of one part, and so is the first evaluation.
        var plan = Regression.Plan(learningRate: 1e-3) with { Epochs = 1, DivergenceFactor = 5 };

        var result = Fit(plan with { Loss = new Shifted(start, later) });

        Assert.Equal(diverged ? DivergenceReason.Loss : null, result.DivergedBy);
    }

    [Fact]
    public void A_point_that_a_line_search_only_tries_may_be_bad()
    {
        var plan = Regression.Plan(learningRate: 1) with { Epochs = 2, BatchSize = BatchSize.All, DivergenceFactor = 5, Loss = new Shifted(10, 1000) };

        Assert.Equal(DivergenceReason.Loss, Fit(plan).DivergedBy);
        Assert.Null(Fit(plan with { Optimizer = new Lbfgs(), Loss = new Shifted(10, 1000) }).DivergedBy);
    }

    [Theory]
    [InlineData(4, double.NaN, 0f)]
    [InlineData(14, double.PositiveInfinity, 0f)]
    [InlineData(14, 1.0, float.NaN)]
    public void Nor_need_it_be_finite_if_it_is_not_the_first(int evaluation, double loss, float slope)
    {
        // Evaluations before training, then of the step and of the validation rows in turn.
        var plan = Clouds.Plan with { Optimizer = new Lbfgs(), LearningRate = 1, BatchSize = BatchSize.All, Epochs = 30, StepCurve = 1 };

        var result = Fit(plan with { Loss = new Breaking(plan.Loss, evaluation, loss, slope) });
        var first = Fit(plan with { Loss = new Breaking(plan.Loss, 2, loss, slope) });

        Assert.Equal((30, null, null), (result.Steps, result.DivergedAtStep, result.DivergedBy));
        Assert.True(result.Epochs[^1].ValidationLoss < result.Epochs[0].ValidationLoss);
        Assert.Contains(result.Epochs, epoch => double.IsNaN(epoch.GradientNorm));
        Assert.Equal(1, first.DivergedAtStep);
    }

    [Fact]
    public void A_line_search_comes_back_from_where_exponentials_overflow()
    {
        // The first step goes up by 1000, and the exponential of what is predicted there is more than a double holds.
        int[] rows = [.. Enumerable.Range(0, 30)];
        var data = new Dataset(["x"], [.. rows.Select(row => 1f + row % 4)], TargetKind.Number, [.. rows.Select(row => 50f + row)], []);
        var plan = Regression.Plan(learningRate: 1000) with
        {
            Data = data,
            Fold = new Fold(rows, rows),
            Scaler = Standardizer.None(1),
            Network = Network.Perceptron(1, [], new Relu(), 1),
            Loss = new Poisson(),
            Optimizer = new Lbfgs(),
            BatchSize = BatchSize.All,
            Epochs = 60,
        };

        var result = Fit(plan);

        Assert.Contains(result.Epochs, epoch => !double.IsFinite(epoch.TrainLoss));
        Assert.Null(result.DivergedBy);
        Assert.Equal(result.Epochs.Min(epoch => epoch.ValidationLoss), result.Epochs[^1].ValidationLoss, tolerance: 1e-6);
    }

    // The digest of the plain training, broken off after so many steps.
    private static string Steps(int steps)
    {
        var plan = Clouds.Plan with { Loss = new Breaking(Clouds.Plan.Loss, steps + 2, double.NaN, 0) };
        var result = Fit(plan);
        Assert.Equal(steps, result.Steps);
        return result.WeightsDigest;
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);

    private sealed class Shifted(double start, double later) : ILoss
    {
        private bool _begun;

        public TargetKind Target => TargetKind.Number;

        public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
        {
            gradient.Values.Clear();
            double value = _begun ? later : start;
            _begun = true;
            return value;
        }
    }

    private sealed class Breaking(ILoss loss, int evaluation, double value, float slope) : ILoss
    {
        private int _evaluations;

        public TargetKind Target => loss.Target;

        public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
        {
            double good = loss.Evaluate(predictions, targets, gradient);
            if (++_evaluations != evaluation)
                return good;
            if (slope != 0)
                gradient.Values[0] = slope;
            return value;
        }
    }
}
