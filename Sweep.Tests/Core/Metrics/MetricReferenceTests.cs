using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Core.Metrics;
using Sweep.Core.Numerics;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Metrics;

public class MetricReferenceTests
{
    // Predictions and targets are single precision here; sums are in double.
    private const double Absolute = 1e-6;
    private const double Relative = 1e-6;

    private static readonly ReferenceFile _file = ReferenceFile.Load("metrics.json");

    /// <summary>The metrics that are built, by the file's names; the others are not built yet.</summary>
    private static readonly Dictionary<string, IMetric> _regression = new()
    {
        ["rmse"] = new RootMeanSquaredError(),
        ["mae"] = new MeanAbsoluteError(),
        ["r2"] = new RSquared(),
    };

    // Weights of rows are not built yet.
    public static TheoryData<string> Cases(string group) =>
        [.. _file.Cases.Where(each => each.GetProperty("group").GetString() == group && !each.GetProperty("input").TryGetProperty("sample_weight", out _))
            .Select(each => each.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases), "regression")]
    public void Regression_metrics_are_those_of_the_reference(string id)
    {
        var each = _file[id];
        float[] targets = ReferenceFile.Floats(each.GetProperty("input").GetProperty("y_true"));
        float[] predictions = ReferenceFile.Floats(each.GetProperty("input").GetProperty("y_pred"));
        foreach (var (name, metric) in _regression)
        {
            // Targets with a large offset lose digits when they become float; an error is off by as much.
            ReferenceFile.AssertClose(
                each.GetProperty("expected").GetProperty(name).GetDouble(),
                metric.Evaluate(new MatrixSpan(predictions, targets.Length, 1), new MatrixSpan(targets, targets.Length, 1)),
                Absolute + Relative * targets.Max(Math.Abs), Relative, name);
        }
    }

    [Theory]
    [MemberData(nameof(Cases), "classification")]
    public void Accuracy_is_that_of_the_reference(string id)
    {
        var each = _file[id];
        string[] truth = Labels(each, "y_true"), predicted = Labels(each, "y_pred");
        string[] classes = [.. truth.Concat(predicted).Append("another class").Distinct()];

        double accuracy = new Accuracy().Evaluate(OneHot(predicted), OneHot(truth));

        Assert.Equal(each.GetProperty("expected").GetProperty("accuracy").GetDouble(), accuracy, precision: 12);

        ReadOnlyMatrixSpan OneHot(string[] labels) => new(
            labels.SelectMany(label => classes.Select(name => name == label ? 1f : 0f)).ToArray(), labels.Length, classes.Length);
    }

    private static string[] Labels(JsonElement each, string name) =>
        [.. each.GetProperty("input").GetProperty(name).EnumerateArray().Select(label => label.ToString())];
}
