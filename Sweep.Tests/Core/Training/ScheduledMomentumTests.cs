using Sweep.Core.Contracts;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Strategies.Schedules;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Training;

public class ScheduledMomentumTests
{
    private static readonly Cyclical _cycling = new()
    {
        Floor = 0.2,
        Rise = TrainingLength.Steps(3),
        Fall = TrainingLength.Steps(4),
        LowestMomentum = 0.5,
        HighestMomentum = 0.95,
    };

    // A straight line through 20 points, all of them in each of 30 steps.
    private static readonly TrainingPlan _plan = Regression.Plan(0.3) with { BatchSize = BatchSize.All, Epochs = 30, Schedule = _cycling };

    [Fact]
    public void Momentum_and_rate_of_every_step_are_those_of_the_schedule()
    {
        double[] weights = InDouble((w, g, v, _, at) =>
        {
            v = _cycling.MomentumAt(at)!.Value * v + g;
            return (w - 0.3 * _cycling.FactorAt(at) * v, v, 0);
        });

        AssertClose(weights, Fit(_plan with { Optimizer = new Momentum() }));
    }

    [Fact]
    public void Of_Adam_it_is_beta_1_with_the_bias_that_a_constant_one_of_the_same_size_would_have()
    {
        var plan = _plan with { Optimizer = new Adam(), LearningRate = 0.05 };
        double[] weights = InDouble((w, g, m, v, at) =>
        {
            double beta = _cycling.MomentumAt(at)!.Value, t = at.Step + 1;
            m = beta * m + (1 - beta) * g;
            v = 0.999 * v + 0.001 * g * g;
            double mean = m / (1 - Math.Pow(beta, t)), square = v / (1 - Math.Pow(0.999, t));
            return (w - 0.05 * _cycling.FactorAt(at) * mean / (Math.Sqrt(square) + 1e-8), m, v);
        });

        AssertClose(weights, Fit(plan));
    }

    [Fact]
    public void An_optimizer_without_momentum_refuses_a_schedule_that_cycles_it()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(_plan with { Schedule = new WarmUp { Length = TrainingLength.Steps(2), Then = _cycling } }));

        Assert.StartsWith(
            "The schedule cycles momentum, and Sgd has none that it could set. Leave LowestMomentum and HighestMomentum out, or take another optimizer.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_a_schedule_that_do_not_go_together_are_refused_before_the_first_step()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(_plan with { Schedule = new Cyclical { LowestMomentum = 0.5 } }));

        Assert.StartsWith("LowestMomentum must be given together with the highest momentum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_with_it_allocates_nothing()
    {
        var learner = new Learner(_plan.Network, 20);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        int[] rows = _plan.Fold.Training.ToArray();
        var optimizer = new Adam();

        Assert.Equal(0, Allocation.Of(() =>
        {
            learner.Accumulate(_plan.Data, rows, _plan.Scaler, _plan.Loss);
            learner.Update(optimizer, 0.01, momentum: 0.8);
        }));
    }

    [Fact]
    public void A_fit_after_one_with_it_has_its_own_momentum_again()
    {
        var plain = Clouds.Plan with { Optimizer = new Nesterov() };
        var trainer = new Trainer(TimeProvider.System);
        string alone = trainer.Fit(plain, CancellationToken.None).WeightsDigest;

        string scheduled = trainer.Fit(plain with { Schedule = _cycling }, CancellationToken.None).WeightsDigest;

        Assert.NotEqual(alone, scheduled);
        Assert.Equal(alone, trainer.Fit(plain, CancellationToken.None).WeightsDigest);
    }

    // The weights of the line after all steps of a rule of one weight with two memories.
    private static double[] InDouble(Func<double, double, double, double, ScheduleStep, (double Weight, double First, double Second)> rule)
    {
        var learner = new Learner(_plan.Network, 1);
        learner.Restart(
            new RandomStream(_plan.Seed, RandomPurpose.InitialWeights, _plan.Repeat, _plan.FoldNumber), new RandomStream(_plan.Seed, RandomPurpose.Layers, _plan.Repeat, _plan.FoldNumber));
        double[] weights = Array.ConvertAll(learner.Weights.ToArray(), weight => (double)weight), first = new double[3], second = new double[3];
        int rows = _plan.Fold.Training.Length;
        for (int step = 0; step < 30; step++)
        {
            double[] gradient = new double[3];
            foreach (int row in _plan.Fold.Training)
            {
                var x = _plan.Data.Features[row];
                double error = weights[0] * x[0] + weights[1] * x[1] + weights[2] - _plan.Data.Targets[row][0];
                gradient[0] += 2 * error * x[0] / rows;
                gradient[1] += 2 * error * x[1] / rows;
                gradient[2] += 2 * error / rows;
            }
            for (int i = 0; i < 3; i++)
                (weights[i], first[i], second[i]) = rule(weights[i], gradient[i], first[i], second[i], new ScheduleStep(step, 30, 1));
        }
        return weights;
    }

    private static float[] Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None).Weights.ToArray();

    private static void AssertClose(double[] expected, float[] got)
    {
        Assert.Equal(expected.Length, got.Length);
        Assert.All(expected.Zip(got), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5));
    }
}
