using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class LbfgsTests
{
    [Fact]
    public void It_comes_through_the_banana_valley_in_50_evaluations() =>
        Assert.Equal([1, 1], Descend(new Lbfgs(), Rosenbrock, [-1.2f, 1], 1, 50)[^1], (a, b) => Math.Abs(a - b) < 1e-6);

    [Fact]
    public void The_first_trial_is_no_longer_than_the_rate()
    {
        // ‖g‖₁ = 8, so t = 0.5/8: the weights move by half a gradient's direction.
        var state = new OptimizerState(2);
        float[] weights = [0, 0];
        state.Advance(7);
        new Lbfgs().Update(weights, [2, -6], state, 0.5);

        Assert.Equal([-0.125f, 0.375f], weights);
    }

    [Fact]
    public void What_is_shipped_never_gets_worse()
    {
        double least = double.PositiveInfinity;
        foreach (double[] point in Descend(new Lbfgs(), Rosenbrock, [-1.2f, 1], 1, 100))
        {
            double loss = Rosenbrock(point).Loss;
            Assert.True(loss <= least + LineSearch.Rounding * Math.Abs(least), $"{loss} after {least}");
            least = loss;
        }
    }

    [Fact]
    public void A_quadratic_of_few_weights_ends_at_its_minimum_and_rests_there()
    {
        var path = Descend(new Lbfgs(), Bowl, [5, -3, 8], 1, 60);

        Assert.Equal([1, 2, 3], path[^1], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(path[^10], path[^1]);

        static (double, double[]) Bowl(double[] x) => (
            0.5 * x.Select((value, i) => Math.Pow(10, i) * (value - i - 1) * (value - i - 1)).Sum(),
            [.. x.Select((value, i) => Math.Pow(10, i) * (value - i - 1))]);
    }

    [Fact]
    public void Decay_is_part_of_the_loss()
    {
        // ½(w − 3)² + ½·2·w² is lowest at 1.
        var path = Descend(new Lbfgs { WeightDecay = 2 }, x => (0.5 * (x[0] - 3) * (x[0] - 3), [x[0] - 3]), [10], 1, 20);

        Assert.Equal(1, path[^1][0], tolerance: 1e-6);
    }

    [Fact]
    public void It_asks_for_the_loss()
    {
        var state = new OptimizerState(1);
        state.Advance();

        var error = Assert.Throws<InvalidOperationException>(() => new Lbfgs().Update([1], [1], state, 1));

        Assert.StartsWith("A line search needs the loss of each gradient", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_all_rows() => Assert.True(((IOptimizer)new Lbfgs()).NeedsAllRows);

    private static (double Loss, double[] Gradient) Rosenbrock(double[] x)
    {
        double bend = x[1] - x[0] * x[0], left = 1 - x[0];
        return (100 * bend * bend + left * left, [-400 * x[0] * bend - 2 * left, 200 * bend]);
    }

    // What is shipped after each evaluation of the gradient.
    private static List<double[]> Descend(
        IOptimizer optimizer, Func<double[], (double Loss, double[] Gradient)> problem, float[] start, double rate, int evaluations)
    {
        float[] weights = [.. start];
        var state = new OptimizerState(weights.Length);
        var shipped = new List<double[]>();
        for (int i = 0; i < evaluations; i++)
        {
            var (loss, gradient) = problem(Array.ConvertAll(weights, weight => (double)weight));
            state.Advance(loss);
            optimizer.Update(weights, Array.ConvertAll(gradient, slope => (float)slope), state, rate);
            shipped.Add(Array.ConvertAll(optimizer.Shipped(weights, state).ToArray(), weight => (double)weight));
        }
        return shipped;
    }
}
