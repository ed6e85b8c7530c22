using Sweep.Core.Contracts;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>What every loss must do.</summary>
public class LossContract
{
    private const double Step = 0.01;
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Names() => [.. LossFunctions.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_agrees_with_finite_differences(string name)
    {
        var loss = LossFunctions.Catalog.Create(name);
        foreach (int rows in new[] { 1, 2, 7, 9 })
        {
            int outputs = loss.Target == TargetKind.Classes ? 5 : 1;
            float[] predictions = Sample.Floats(rows * outputs), targets = Targets(loss, rows, outputs), gradient = new float[predictions.Length];
            Evaluate(loss, predictions, targets, gradient, outputs);
            for (int i = 0; i < predictions.Length; i++)
            {
                float value = predictions[i];
                predictions[i] = (float)(value + Step);
                double above = Evaluate(loss, predictions, targets, new float[predictions.Length], outputs);
                predictions[i] = (float)(value - Step);
                double below = Evaluate(loss, predictions, targets, new float[predictions.Length], outputs);
                predictions[i] = value;
                Assert.Equal((above - below) / (2 * Step), gradient[i], Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Extreme_predictions_give_finite_losses_and_NaN_gives_NaN(string name)
    {
        var loss = LossFunctions.Catalog.Create(name);
        int outputs = loss.Target == TargetKind.Classes ? 2 : 1;
        float[] targets = Targets(loss, 1, outputs), gradient = new float[outputs];
        foreach (float extreme in new[] { 1e4f, -1e4f, 1e15f, -1e15f })
        {
            float[] predictions = new float[outputs];
            predictions[0] = extreme;
            Assert.True(double.IsFinite(Evaluate(loss, predictions, targets, gradient, outputs)), $"{name} at {extreme}");
            Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
        }

        float[] broken = new float[outputs];
        broken[^1] = float.NaN;
        Assert.True(double.IsNaN(Evaluate(loss, broken, targets, gradient, outputs)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_costs_the_mean_of_its_rows(string name)
    {
        var loss = LossFunctions.Catalog.Create(name);
        int outputs = loss.Target == TargetKind.Classes ? 3 : 1, rows = 6;
        float[] predictions = Sample.Floats(rows * outputs), targets = Targets(loss, rows, outputs);
        double alone = Enumerable.Range(0, rows).Average(row =>
        {
            var part = (row * outputs)..((row + 1) * outputs);
            return Evaluate(loss, predictions[part], targets[part], new float[outputs], outputs);
        });

        Assert.Equal(alone, Evaluate(loss, predictions, targets, new float[predictions.Length], outputs), tolerance: 1e-7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluating_allocates_nothing(string name)
    {
        var loss = LossFunctions.Catalog.Create(name);
        int outputs = loss.Target == TargetKind.Classes ? 3 : 1;
        float[] predictions = Sample.Floats(5 * outputs), targets = Targets(loss, 5, outputs), gradient = new float[predictions.Length];

        Assert.Equal(0, Allocation.Of(() => Evaluate(loss, predictions, targets, gradient, outputs)));
    }

    private static float[] Targets(ILoss loss, int rows, int outputs)
    {
        if (loss.Target == TargetKind.Number)
            return Sample.Floats(rows, 9);
        if (loss.Target == TargetKind.TwoClasses)
            return [.. Enumerable.Range(0, rows).Select(row => (float)(row % 2))];

        var targets = new float[rows * outputs];
        for (int row = 0; row < rows; row++)
            targets[row * outputs + row % outputs] = 1;
        return targets;
    }

    private static double Evaluate(ILoss loss, float[] predictions, float[] targets, float[] gradient, int outputs)
    {
        int rows = predictions.Length / outputs;
        return loss.Evaluate(
            new MatrixSpan(predictions, rows, outputs), new MatrixSpan(targets, rows, outputs), new MatrixSpan(gradient, rows, outputs));
    }
}
