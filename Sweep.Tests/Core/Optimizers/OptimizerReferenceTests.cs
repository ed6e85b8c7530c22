using Sweep.Core.Contracts;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Optimizers;

public class OptimizerReferenceTests
{
    // Where the file has no single-precision numbers, the problem magnifies rounding. The double-precision numbers then
    // bound the first steps, before that has happened, as closely as float allows.
    private const int FirstSteps = 5;
    private const double FloatRelative = 2e-5;

    private static readonly Dictionary<string, ReferenceFile> _files = new[]
    {
        "optimizers.json", "optimizers-quadratic.json", "optimizers-gradseq.json", "optimizers-formula.json", "optimizers-formula-gradseq.json",
    }.ToDictionary(name => name, ReferenceFile.Load);

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var (file, content) in _files)
        {
            foreach (var each in content.Cases)
            {
                if (ReferenceOptimizer.WhyLeftOut(each.GetProperty("optimizer").GetString()!) is null)
                    data.Add(file, each.GetProperty("id").GetString()!);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Trajectory_is_that_of_the_reference(string file, string id)
    {
        var each = _files[file][id];
        string problemName = each.GetProperty("problem_ref").GetString()!;
        var problem = ReferenceProblem.Create(problemName, _files[file].Header.GetProperty("problems").GetProperty(problemName));
        var optimizer = ReferenceOptimizer.Create(each.GetProperty("optimizer").GetString()!, each.GetProperty("params"));
        var expected = each.GetProperty("expected");
        bool single = expected.TryGetProperty("f32", out var points);
        if (!single)
            points = expected.GetProperty("f64");

        float[] weights = Array.ConvertAll(problem.Start, value => (float)value);
        var state = new OptimizerState(weights.Length);
        int steps = single ? points.GetArrayLength() : FirstSteps;
        for (int step = 1; step <= steps; step++)
        {
            double[] at = Array.ConvertAll(weights, weight => (double)weight);
            state.Advance();
            optimizer.Rule.Update(weights, Array.ConvertAll(problem.Gradient(step, at), slope => (float)slope), state, optimizer.LearningRate(step));

            if (single)
                ReferenceFile.AssertClose(points[step - 1], weights, each.GetProperty("tolerance").GetProperty("f32"), $"step {step}");
            else
                AssertClose(ReferenceFile.Numbers(points[step - 1]), weights, step);
            if (expected.TryGetProperty("x_f64", out var shipped))
                ReferenceFile.AssertClose(
                    shipped[step - 1], optimizer.Rule.Shipped(weights, state), each.GetProperty("tolerance").GetProperty("f32"), $"average of step {step}");
        }
    }

    [Fact]
    public void What_is_left_out_is_in_the_files_and_has_a_reason()
    {
        var names = _files.Values.SelectMany(file => file.Cases).Select(each => each.GetProperty("optimizer").GetString()!).ToHashSet();
        Assert.All(ReferenceOptimizer.LeftOut, each =>
        {
            Assert.Contains(each.Key, names);
            Assert.NotEqual("", each.Value);
        });
    }

    private static void AssertClose(double[] expected, float[] got, int step)
    {
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            ReferenceFile.AssertClose(expected[i], got[i], FloatRelative * scale, 0, $"step {step} [{i}]");
    }
}
