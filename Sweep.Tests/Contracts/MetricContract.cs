using Sweep.Core.Contracts;
using Sweep.Core.Metrics;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>What every metric must do.</summary>
public class MetricContract
{
    private static readonly float[] _targets = [0, 1, 1, 0, 1];

    public static TheoryData<string> Names() => [.. EvaluationMetrics.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Perfect_predictions_are_better_than_poor_ones_and_NaN_is_never_good(string name)
    {
        var metric = EvaluationMetrics.Catalog.Create(name);
        bool logits = metric.Judges(TargetKind.TwoClasses);
        double perfect = Evaluate(metric, logits ? [-1, 1, 1, -1, 1] : _targets);
        double poor = Evaluate(metric, logits ? [1, -1, -1, 1, 1] : [5, -3, 2, 8, 0]);
        double broken = Evaluate(metric, [float.NaN, float.NaN, float.NaN, float.NaN, float.NaN]);

        Assert.True(Math.Abs(metric.Best - perfect) < 1e-12 && (metric.Best > metric.Worst ? poor < perfect && poor >= metric.Worst : poor > perfect && poor <= metric.Worst));
        Assert.True(double.IsNaN(broken) || broken == metric.Worst, $"{name} of NaN is {broken}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_judges_some_kind_of_target(string name) =>
        Assert.Contains(Enum.GetValues<TargetKind>(), EvaluationMetrics.Catalog.Create(name).Judges);

    private static double Evaluate(IMetric metric, float[] predictions) =>
        metric.Evaluate(new MatrixSpan(predictions, 5, 1), new MatrixSpan(_targets, 5, 1));
}
