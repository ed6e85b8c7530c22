using System.Text.Json;

namespace Sweep.Tests.Reference;

/// <summary>An objective of the optimizer files: where to start, and the gradient at any point.</summary>
/// <param name="Start">The first point.</param>
/// <param name="Gradient">The gradient in double, for a step (from 1) and a point.</param>
internal sealed record ReferenceProblem(double[] Start, Func<long, double[], double[]> Gradient)
{
    public static ReferenceProblem Create(string name, JsonElement problem)
    {
        double[] start = ReferenceFile.Numbers(problem.GetProperty("x0"));
        if (problem.TryGetProperty("gradients", out var gradients))
        {
            double[][] rows = [.. gradients.EnumerateArray().Select(ReferenceFile.Numbers)];
            return new(start, (step, _) => rows[step - 1]);
        }
        if (problem.TryGetProperty("diag", out _))
            return new(start, Quadratic(problem));
        if (problem.TryGetProperty("X", out _))
            return new(start, Logistic(problem));
        if (name.StartsWith("rosenbrock", StringComparison.Ordinal))
            return new(start, Rosenbrock);
        throw new NotSupportedException($"The problem {name} is not known.");
    }

    private static double[] Rosenbrock(long step, double[] x) =>
        [-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])];

    private static Func<long, double[], double[]> Quadratic(JsonElement problem)
    {
        double[] Vector(string name) => ReferenceFile.Numbers(problem.GetProperty(name));
        double[] diagonal = Vector("diag"), u = Vector("u"), center = Vector("c");
        return (_, x) =>
        {
            double projection = x.Select((value, i) => u[i] * (value - center[i])).Sum();
            return [.. x.Select((value, i) => diagonal[i] * (value - center[i]) + u[i] * projection)];
        };
    }

    private static Func<long, double[], double[]> Logistic(JsonElement problem)
    {
        double[][] rows = [.. problem.GetProperty("X").EnumerateArray().Select(ReferenceFile.Numbers)];
        double[] labels = ReferenceFile.Numbers(problem.GetProperty("y"));
        return (_, w) =>
        {
            var gradient = new double[w.Length];
            for (int row = 0; row < rows.Length; row++)
            {
                double z = w[^1] + rows[row].Select((value, i) => value * w[i]).Sum();
                double error = (1 / (1 + Math.Exp(-z)) - labels[row]) / rows.Length;
                for (int i = 0; i < rows[row].Length; i++)
                    gradient[i] += error * rows[row][i];
                gradient[^1] += error;
            }
            return gradient;
        };
    }
}
