using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Runner.Objectives;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>What every loss must do.</summary>
public class LossContract
{
    private const double Step = 0.01;
    private const double Tolerance = 1e-4;

    // A slope that changes by more within one step is a kink, and no curve.
    private const double Kink = 0.05;

    public static TheoryData<string> Names() => [.. LossFunctions.Catalog.Names];

    public static TheoryData<string> WeightedNames() => [.. LossFunctions.Catalog.Names.Where(name => LossFunctions.Catalog.Create(name) is IClassWeighted)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_agrees_with_finite_differences(string name)
    {
        foreach (var loss in Variants(name))
        {
            foreach (int rows in new[] { 1, 2, 3, 7, 9, 17, 33 })
                AssertGradient(loss, rows, loss.Target == TargetKind.Classes ? 3 : 1, seed: 0, exact: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void So_it_does_on_random_shapes(string name)
    {
        var loss = LossFunctions.Catalog.Create(name);
        var samples = from rows in Gen.Choose(1, 40) from classes in Gen.Choose(2, 11) from seed in Gen.Choose(0, 1000) select (rows, classes, seed);

        Prop.ForAll(samples.ToArbitrary(), sample => AssertGradient(loss, sample.rows, loss.Target == TargetKind.Classes ? sample.classes : 1, sample.seed, exact: false))
            .Hold(20);
    }

    // Not exact: a kink may lie anywhere within a step, and then the mean of both slopes is none.
    private static void AssertGradient(ILoss loss, int rows, int outputs, int seed, bool exact)
    {
        float[] predictions = [.. Sample.Floats(rows * outputs, seed).Select(value => 3 * value)], targets = Targets(loss, rows, outputs);
        float[] gradient = new float[predictions.Length], other = new float[predictions.Length];
        double at = Evaluate(loss, predictions, targets, gradient, outputs);
        for (int i = 0; i < predictions.Length; i++)
        {
            float value = predictions[i];
            predictions[i] = (float)(value + Step);
            double after = (Evaluate(loss, predictions, targets, other, outputs) - at) / (predictions[i] - (double)value);
            predictions[i] = (float)(value - Step);
            double before = (at - Evaluate(loss, predictions, targets, other, outputs)) / (value - (double)predictions[i]);
            predictions[i] = value;
            // All of them are convex: a slope lies between that before and that after, and at a kink any such slope is one.
            Assert.InRange(gradient[i], before - Tolerance, after + Tolerance);
            if (after - before < Kink / rows && exact)
                Assert.Equal((before + after) / 2, gradient[i], Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Extreme_predictions_give_finite_losses_and_NaN_gives_NaN(string name)
    {
        foreach (var loss in Variants(name))
        {
            int outputs = loss.Target == TargetKind.Classes ? 3 : 1;
            float[] targets = Targets(loss, 1, outputs), gradient = new float[outputs];
            foreach (float extreme in new[] { 1e4f, -1e4f, 1e15f, -1e15f, 1e30f, -1e30f })
            {
                // A rate of e to the 10,000th is more than a double holds, whatever is done about it.
                if (loss is Poisson && extreme > 0)
                    continue;
                float[] predictions = new float[outputs];
                predictions[0] = extreme;
                Assert.True(double.IsFinite(Evaluate(loss, predictions, targets, gradient, outputs)), $"{loss} at {extreme}");
                Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
            }

            for (int column = 0; column < outputs; column++)
            {
                float[] broken = new float[outputs];
                broken[column] = float.NaN;
                Assert.True(double.IsNaN(Evaluate(loss, broken, targets, gradient, outputs)), $"{loss} with NaN for output {column}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Means_over_parts_of_any_size_make_the_mean_over_all_rows(string name)
    {
        foreach (var loss in Variants(name))
        {
            int outputs = loss.Target == TargetKind.Classes ? 3 : 1, rows = 12;
            float[] predictions = Sample.Floats(rows * outputs), targets = Targets(loss, rows, outputs);
            double whole = Evaluate(loss, predictions, targets, new float[predictions.Length], outputs);
            foreach (int size in new[] { 1, 2, 5, 11 })
            {
                double sum = 0, weights = 0;
                for (int first = 0; first < rows; first += size)
                {
                    var part = (first * outputs)..(Math.Min(first + size, rows) * outputs);
                    double weight = Weight(loss, targets[part], outputs);
                    sum += weight * Evaluate(loss, predictions[part], targets[part], new float[predictions[part].Length], outputs);
                    weights += weight;
                }
                Assert.Equal(Weight(loss, targets, outputs), weights, tolerance: 1e-12);
                Assert.Equal(whole, sum / weights, tolerance: 1e-7);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WeightedNames))]
    public void Rows_of_a_class_with_twice_the_weight_count_as_if_each_were_there_twice(string name)
    {
        var loss = (IClassWeighted)LossFunctions.Catalog.Create(name);
        int outputs = loss.Target == TargetKind.Classes ? 3 : 1, rows = 9;
        float[] predictions = Sample.Floats(rows * outputs), targets = Targets(loss, rows, outputs);
        bool[] second = [.. Enumerable.Range(0, rows).Select(row => outputs == 1 ? targets[row] == 1 : targets[row * outputs + 1] == 1)];
        int[] twice = [.. Enumerable.Range(0, rows), .. Enumerable.Range(0, rows).Where(row => second[row])];

        double weighted = Evaluate(loss.With(WeightsOf(loss, 2)), predictions, targets, new float[predictions.Length], outputs);
        double repeated = Evaluate(loss, Rows(predictions), Rows(targets), new float[twice.Length * outputs], outputs);

        Assert.Equal(repeated, weighted, tolerance: 1e-7);

        float[] Rows(float[] values) => [.. twice.SelectMany(row => values[(row * outputs)..((row + 1) * outputs)])];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluating_allocates_nothing(string name)
    {
        foreach (var loss in Variants(name))
        {
            int outputs = loss.Target == TargetKind.Classes ? 3 : 1;
            float[] predictions = Sample.Floats(5 * outputs), targets = Targets(loss, 5, outputs), gradient = new float[predictions.Length];

            Assert.Equal(0, Allocation.Of(() =>
            {
                Evaluate(loss, predictions, targets, gradient, outputs);
                Weight(loss, targets, outputs);
            }));
        }
    }

    // The loss as it comes, with each of its settings changed, and with weights for the classes.
    private static IEnumerable<ILoss> Variants(string name)
    {
        yield return LossFunctions.Catalog.Create(name);
        foreach (var setting in ComponentSettings.Of(LossFunctions.Catalog.Create(name)).Values)
        {
            var loss = LossFunctions.Catalog.Create(name);
            ComponentSettings.Set(loss, setting, 0.25);
            yield return loss;
            if (loss is IClassWeighted both)
                yield return both.With(WeightsOf(loss, 0.5));
        }
        if (LossFunctions.Catalog.Create(name) is IClassWeighted weighted)
            yield return weighted.With(WeightsOf(weighted, 3));
    }

    private static ClassWeights WeightsOf(ILoss loss, double second) =>
        loss.Target == TargetKind.TwoClasses ? new ClassWeights(1, second) : new ClassWeights(1, second, 1);

    private static float[] Targets(ILoss loss, int rows, int outputs)
    {
        if (loss.Target == TargetKind.Number)
            return [.. Sample.Floats(rows, 9).Select(value => loss.LeastTarget >= 0 ? Math.Abs(value) : value)];
        if (loss.Target == TargetKind.TwoClasses)
            return [.. Enumerable.Range(0, rows).Select(row => (float)(row % 2))];

        var targets = new float[rows * outputs];
        for (int row = 0; row < rows; row++)
            targets[row * outputs + row % outputs] = 1;
        return targets;
    }

    private static double Weight(ILoss loss, float[] targets, int outputs) => loss.Weight(new MatrixSpan(targets, targets.Length / outputs, outputs));

    private static double Evaluate(ILoss loss, float[] predictions, float[] targets, float[] gradient, int outputs)
    {
        int rows = predictions.Length / outputs;
        return loss.Evaluate(
            new MatrixSpan(predictions, rows, outputs), new MatrixSpan(targets, rows, outputs), new MatrixSpan(gradient, rows, outputs));
    }
}
