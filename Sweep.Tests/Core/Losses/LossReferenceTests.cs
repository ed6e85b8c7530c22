using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Losses;

public class LossReferenceTests
{
    // What a core in single precision is asked for, by the file's description.
    private const double Absolute = 2e-5;
    private const double Relative = 2e-4;

    /// <summary>The file's losses, made of a case's settings.</summary>
    private static readonly Dictionary<string, Func<JsonElement, ILoss>> _losses = new()
    {
        ["MSELoss"] = _ => new MeanSquaredError(),
        ["L1Loss"] = _ => new MeanAbsoluteError(),
        ["HuberLoss"] = settings => new Huber { Delta = settings.GetProperty("delta").GetDouble() },
        ["SmoothL1Loss"] = settings => new SmoothL1 { Beta = settings.GetProperty("beta").GetDouble() },
        ["PoissonNLLLoss"] = _ => new Poisson(),
        ["BCEWithLogitsLoss"] = settings => new BinaryCrossEntropy { PositiveWeight = Number(settings, "pos_weight") ?? 1 },
        ["HingeEmbedding01"] = _ => new Hinge(),
        ["CrossEntropyLoss"] = settings => Weighted(new CrossEntropy { LabelSmoothing = Number(settings, "label_smoothing") ?? 0 }, settings),
        ["NLLLoss"] = settings => Weighted(new NegativeLogLikelihood(), settings),
        ["KLDivLoss"] = _ => new KullbackLeibler(),
    };

    /// <summary>Options that the losses above understand.</summary>
    private static readonly string[] _options = ["delta", "beta", "pos_weight", "label_smoothing", "class_weights", "target", "log_input", "full", "mean"];

    private static readonly ReferenceFile _file = ReferenceFile.Load("layers.json");

    // A loss is a case with a prediction.
    public static TheoryData<string> Ids() => [.. _file.Cases
        .Where(each => each.GetProperty("input").TryGetProperty("prediction", out _))
        .Select(each => each.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Loss_gives_the_values_and_gradients_of_the_reference(string id)
    {
        var each = _file[id];
        var (settings, expected) = (each.GetProperty("params"), each.GetProperty("expected"));
        Assert.True(_losses.ContainsKey(Name(each)), $"There is no loss for {Name(each)}: build it, or say why it is left out.");
        Assert.All(settings.EnumerateObject(), option => Assert.Contains(option.Name, _options));
        var problems = Problems(each);

        // The columns of a loss for one output are problems of their own, as large as each other.
        double mean = 0, sum = 0;
        var meanGradient = new double[problems.Sum(problem => problem.Predictions.Length)];
        var sumGradient = new double[meanGradient.Length];
        for (int index = 0; index < problems.Count; index++)
        {
            var problem = problems[index];
            float[] gradient = new float[problem.Predictions.Length];
            double value = Evaluate(problem, problem.Predictions, problem.Targets, gradient);
            double weight = problem.Loss.Weight(new ReadOnlyMatrixSpan(problem.Targets, problem.Targets.Length / problem.Columns, problem.Columns));
            // A mean over all values and not over rows: torch's "sum" adds the columns of a row up.
            double columns = problem.Loss.Target == TargetKind.Number ? problem.Columns : 1;
            mean += value / problems.Count;
            sum += value * weight * columns;
            for (int i = 0; i < gradient.Length; i++)
            {
                int place = problems.Count == 1 ? i : i * problems.Count + index;
                meanGradient[place] = (double)gradient[i] / problems.Count;
                sumGradient[place] = gradient[i] * weight * columns;
            }
        }

        AssertClose(expected.GetProperty("mean").GetProperty("value"), [mean], "mean");
        AssertClose(expected.GetProperty("mean").GetProperty("grad"), meanGradient, "gradient of the mean");
        AssertClose(expected.GetProperty("sum").GetProperty("value"), [sum], "sum");
        AssertClose(expected.GetProperty("sum").GetProperty("grad"), sumGradient, "gradient of the sum");
        AssertClose(expected.GetProperty("none").GetProperty("value"), OneByOne(problems), "each");
    }

    /// <summary>The case as a loss with its predictions and targets: one for all columns, or one for each where a loss has one output.</summary>
    private static List<Problem> Problems(JsonElement each)
    {
        var (settings, input) = (each.GetProperty("params"), each.GetProperty("input"));
        float[] predictions = ReferenceFile.Floats(input.GetProperty("prediction")), targets = ReferenceFile.Floats(input.GetProperty("target"));
        int rows = input.GetProperty("prediction").GetArrayLength(), columns = predictions.Length / rows;
        var loss = _losses[Name(each)](settings);
        if (loss.Target == TargetKind.Classes && targets.Length == rows)
            targets = [.. targets.SelectMany(number => Enumerable.Range(0, columns).Select(column => column == (int)number ? 1f : 0f))];
        if (loss.Target != TargetKind.TwoClasses)
            return [new Problem(loss, predictions, targets, columns)];
        // The file has a hinge's targets as they stand in the formula.
        if (loss is Hinge)
            targets = Array.ConvertAll(targets, side => (side + 1) / 2);
        double[] positive = settings.TryGetProperty("pos_weight", out var weights) ? ReferenceFile.Numbers(weights) : [1];
        return [.. Enumerable.Range(0, columns).Select(column => new Problem(
            loss is BinaryCrossEntropy binary ? binary with { PositiveWeight = positive[column % positive.Length] } : loss,
            Column(predictions, column), Column(targets, column), 1))];

        float[] Column(float[] values, int column) => [.. values.Where((_, i) => i % columns == column)];
    }

    // The loss of a row alone is a mean over its weight, and of a number alone the loss itself; a divergence is the sum of what each class has.
    private static double[] OneByOne(List<Problem> problems)
    {
        int columns = problems[0].Loss is PointwiseLoss or KullbackLeibler ? 1 : problems[0].Columns;
        int rows = problems[0].Predictions.Length / columns;
        return [.. Enumerable.Range(0, rows).SelectMany(row => problems.Select(problem =>
        {
            var part = (row * columns)..((row + 1) * columns);
            var alone = problem with { Columns = columns };
            // A row of weight 0 next to another one shows its smoothed loss; alone it has none. The first row is that other one.
            float[] predictions = [.. problem.Predictions[..columns], .. problem.Predictions[part]], targets = [.. problem.Targets[..columns], .. problem.Targets[part]];
            double both = Total(alone, predictions, targets), first = Total(alone, predictions[..columns], targets[..columns]);
            return both - first;
        }))];
    }

    private static double Total(Problem problem, float[] predictions, float[] targets) =>
        Evaluate(problem, predictions, targets, new float[predictions.Length])
        * problem.Loss.Weight(new ReadOnlyMatrixSpan(targets, targets.Length / problem.Columns, problem.Columns));

    private static double Evaluate(Problem problem, float[] predictions, float[] targets, float[] gradient)
    {
        int rows = predictions.Length / problem.Columns, columns = problem.Columns;
        return problem.Loss.Evaluate(
            new MatrixSpan(predictions, rows, columns), new MatrixSpan(targets, rows, columns), new MatrixSpan(gradient, rows, columns));
    }

    private static ILoss Weighted(IClassWeighted loss, JsonElement settings) =>
        settings.TryGetProperty("class_weights", out var weights) ? loss.With(new ClassWeights(ReferenceFile.Numbers(weights))) : loss;

    private static string Name(JsonElement each) => each.TryGetProperty("layer", out var layer) ? layer.GetString()! : each.GetProperty("id").GetString()!.Split('/')[0];

    private static double? Number(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static void AssertClose(JsonElement expected, double[] got, string what)
    {
        double[] wanted = ReferenceFile.Numbers(expected);
        Assert.Equal(wanted.Length, got.Length);
        for (int i = 0; i < wanted.Length; i++)
            ReferenceFile.AssertClose(wanted[i], got[i], Absolute, Relative, $"{what} [{i}]");
    }

    private sealed record Problem(ILoss Loss, float[] Predictions, float[] Targets, int Columns);
}
