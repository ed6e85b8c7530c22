using Sweep.Core.Data;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Studies;

/// <summary>The study too-high-too-low against what algebra says: the least-squares solution, and the edge 2/λmax of divergence.</summary>
public class GradientDescentTests(ITestOutputHelper output)
{
    [Fact]
    public void It_reaches_the_least_squares_solution_and_diverges_where_the_curvature_says()
    {
        using var study = new ReducedStudy("too-high-too-low");
        var read = StudyReader.Read(study.File);
        var objective = (NetworkObjective)read.Objective;
        var fold = Assert.Single(objective.Folds);
        double[][] rows = Rows(objective.Data, fold);
        double[] targets = [.. fold.Rows.Training.Select(row => (double)objective.Data.Targets[row][0])];

        double edge = 2 / LargestCurvature(rows);
        var around = study.Trials.Where(trial => trial.Optimizer == "edge").OrderBy(trial => trial.Rate).ToArray();
        double highest = around.Last(trial => !trial.Diverged).Rate, lowest = around.First(trial => trial.Diverged).Rate;
        output.WriteLine($"edge found between {highest} and {lowest}, 2/λmax = {edge}");
        Assert.True(highest < lowest, "Whatever is above the edge must diverge, and nothing below.");
        Assert.InRange(Math.Sqrt(highest * lowest) / edge, 0.98, 1.02);

        // 0.2 is the lowest rate of the edge: well inside, and fast enough for the flattest direction.
        double[] exact = LeastSquares(rows, targets);
        var plan = objective.PlanOf(read.Suggest(Array.FindIndex([.. study.Trials], trial => trial.Rate == around[0].Rate)), read.Folds[0], read.Seed);
        float[] found = new Trainer(TimeProvider.System).Fit(plan, TestContext.Current.CancellationToken).Weights.ToArray();
        double difference = Math.Sqrt(exact.Select((value, i) => (value - found[i]) * (value - found[i])).Sum());
        output.WriteLine($"relative distance to the least-squares solution: {difference / Math.Sqrt(exact.Sum(value => value * value)):E2}");
        Assert.InRange(difference / Math.Sqrt(exact.Sum(value => value * value)), 0, 1e-4);

        // Too low: 4,000 steps at 1e-5 have hardly begun.
        Assert.True(study.At("decades", 1e-5) > 5 * study.At("decades", 0.1));
        Assert.All(study.Trials.Where(trial => trial.Rate > 1.02 * edge), trial => Assert.True(trial.Diverged));
    }

    // Standardized features as the fit sees them, and a 1 for the intercept.
    private static double[][] Rows(Dataset data, TrainingFold fold)
    {
        var scaled = new float[data.FeatureNames.Count];
        return [.. fold.Rows.Training.Select(row =>
        {
            fold.Scaler.Apply(data.Features[row], scaled);
            return scaled.Select(value => (double)value).Append(1).ToArray();
        })];
    }

    // The largest eigenvalue of (2/n)·XᵀX, the Hessian of the mean squared error, by the power method.
    private static double LargestCurvature(double[][] rows)
    {
        double[] vector = [.. Enumerable.Range(0, rows[0].Length).Select(i => 1.0 + i)];
        double size = 0;
        for (int turn = 0; turn < 1000; turn++)
        {
            double[] next = new double[vector.Length];
            foreach (double[] row in rows)
            {
                double projection = 2.0 / rows.Length * Dot(row, vector);
                for (int i = 0; i < next.Length; i++)
                    next[i] += projection * row[i];
            }
            size = Math.Sqrt(Dot(next, next));
            vector = [.. next.Select(value => value / size)];
        }
        return size;
    }

    // The normal equations, by elimination in double.
    private static double[] LeastSquares(double[][] rows, double[] targets)
    {
        int count = rows[0].Length;
        var table = new double[count, count + 1];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                table[i, j] = rows.Sum(row => row[i] * row[j]);
            table[i, count] = rows.Select((row, r) => row[i] * targets[r]).Sum();
        }
        for (int i = 0; i < count; i++)
        {
            for (int other = 0; other < count; other++)
            {
                double share = other == i ? 0 : table[other, i] / table[i, i];
                for (int j = 0; j <= count && share != 0; j++)
                    table[other, j] -= share * table[i, j];
            }
        }
        return [.. Enumerable.Range(0, count).Select(i => table[i, count] / table[i, i])];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
