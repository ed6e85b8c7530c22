using Sweep.Core.Contracts;
using Sweep.Core.Metrics;
using Sweep.Core.Numerics;
using Sweep.Tests.Core.Metrics;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>What every metric must do, for each kind of target that it judges.</summary>
public class MetricContract
{
    private const int Rows = 40;

    public static TheoryData<string, TargetKind> Cases()
    {
        var data = new TheoryData<string, TargetKind>();
        foreach (string name in EvaluationMetrics.Catalog.Names)
        {
            foreach (var target in Enum.GetValues<TargetKind>().Where(EvaluationMetrics.Catalog.Create(name).Judges))
                data.Add(name, target);
        }
        return data;
    }

    public static TheoryData<string> Names() => [.. EvaluationMetrics.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_judges_some_kind_of_target(string name) =>
        Assert.Contains(Enum.GetValues<TargetKind>(), EvaluationMetrics.Catalog.Create(name).Judges);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Perfect_predictions_are_the_best_and_poor_ones_lie_between_them_and_the_worst(string name, TargetKind target)
    {
        var metric = EvaluationMetrics.Catalog.Create(name);
        float[] targets = Targets(target), right = Perfect(target, targets), wrong = Poor(target, targets);
        double perfect = Judged.By(metric, right, targets, Columns(target)), poor = Judged.By(metric, wrong, targets, Columns(target));

        Assert.Equal(metric.Best, perfect, tolerance: 1e-12);
        Assert.True(metric.Best > metric.Worst ? poor < perfect && poor >= metric.Worst : poor > perfect && poor <= metric.Worst, $"poor predictions have {poor}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_prediction_that_is_NaN_is_never_good(string name, TargetKind target)
    {
        var metric = EvaluationMetrics.Catalog.Create(name);
        float[] targets = Targets(target);
        double Broken(float[] predictions) => Judged.By(metric, predictions, targets, Columns(target));

        double all = Broken([.. targets.Select(_ => float.NaN)]);
        Assert.True(double.IsNaN(all) || all == metric.Worst, $"all NaN: {all}");
        for (int i = 0; i < targets.Length; i += 7)
        {
            float[] predictions = Perfect(target, targets);
            predictions[i] = float.NaN;
            double one = Broken(predictions);
            Assert.True(double.IsNaN(one) || (metric.Best > metric.Worst ? one < metric.Best : one > metric.Best), $"NaN at {i}: {one}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_in_parts_of_any_size_give_the_same_bits_as_all_at_once(string name, TargetKind target)
    {
        int columns = Columns(target);
        float[] targets = Targets(target), predictions = Guesses(target);
        double[] weights = [.. Sample.Floats(Rows, 5).Select(value => value + 1.5)];
        var tally = EvaluationMetrics.Catalog.Create(name).NewTally(columns);
        Add(0, Rows);
        double whole = tally.Value;
        Assert.False(double.IsNaN(whole));

        foreach (int size in new[] { 1, 3, 16, 39 })
        {
            tally.Reset();
            for (int first = 0; first < Rows; first += size)
                Add(first, Math.Min(size, Rows - first));
            Assert.Equal(whole, tally.Value);
        }

        void Add(int first, int count) => tally.Add(
            new ReadOnlyMatrixSpan(predictions, Rows, columns).Slice(first, count), new ReadOnlyMatrixSpan(targets, Rows, columns).Slice(first, count), weights.AsSpan(first, count));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_row_with_twice_the_weight_counts_as_if_it_were_there_twice(string name, TargetKind target)
    {
        int columns = Columns(target);
        float[] targets = Targets(target), predictions = Guesses(target);
        var metric = EvaluationMetrics.Catalog.Create(name);
        double[] weights = [.. Enumerable.Range(0, Rows).Select(row => row % 4 == 0 ? 2.0 : 1)];
        int[] rows = [.. Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        var tally = metric.NewTally(columns);
        tally.Add(new ReadOnlyMatrixSpan(predictions, Rows, columns), new ReadOnlyMatrixSpan(targets, Rows, columns), weights);

        Assert.Equal(Judged.By(metric, Repeated(predictions), Repeated(targets), columns), tally.Value, tolerance: 1e-12);

        float[] Repeated(float[] values) => [.. rows.SelectMany(row => values[(row * columns)..((row + 1) * columns)])];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adding_rows_allocates_nothing_once_the_memory_is_there(string name, TargetKind target)
    {
        int columns = Columns(target);
        float[] targets = Targets(target), predictions = Guesses(target);
        var tally = EvaluationMetrics.Catalog.Create(name).NewTally(columns);

        Assert.Equal(0, Allocation.Of(() =>
        {
            tally.Reset();
            for (int times = 0; times < 20; times++)
                tally.Add(new ReadOnlyMatrixSpan(predictions, Rows, columns), new ReadOnlyMatrixSpan(targets, Rows, columns));
        }));
    }

    private static int Columns(TargetKind target) => target == TargetKind.Classes ? 7 : 1;

    // Positive numbers, as some metrics have a meaning for no others; more classes than the most that a metric lets a row name.
    private static float[] Targets(TargetKind target) => target switch
    {
        TargetKind.Number => [.. Sample.Floats(Rows, 3).Select(value => value + 2)],
        TargetKind.TwoClasses => [.. Enumerable.Range(0, Rows).Select(row => row % 3 == 0 ? 1f : 0f)],
        _ => [.. Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Range(0, 7).Select(column => column == row % 7 ? 1f : 0f))],
    };

    // Logits of which e is 0 or 1 for all that a double can tell.
    private static float[] Perfect(TargetKind target, float[] targets) =>
        target == TargetKind.Number ? [.. targets] : [.. targets.Select(value => 1000 * (2 * value - 1))];

    private static float[] Poor(TargetKind target, float[] targets) =>
        target == TargetKind.Number ? [.. targets.Select((value, row) => row % 2 == 0 ? 3 * value : value / 3)] : [.. Perfect(target, targets).Select(logit => -logit)];

    private static float[] Guesses(TargetKind target) =>
        target == TargetKind.Number ? [.. Sample.Floats(Rows, 4).Select(value => value + 2)] : Sample.Floats(Rows * Columns(target), 4);
}
