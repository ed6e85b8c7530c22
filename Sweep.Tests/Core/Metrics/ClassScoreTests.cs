using Sweep.Core.Contracts;
using Sweep.Core.Metrics;

namespace Sweep.Tests.Core.Metrics;

public class ClassScoreTests
{
    [Fact]
    public void Of_two_classes_a_score_is_that_of_the_second_whatever_the_layout()
    {
        // Of 3 rows predicted to be of the second class 2 are; of 4 rows of it 2 are found.
        float[] logits = [1, 1, 1, -1, -1, -1], targets = [1, 1, 0, 1, 1, 0];

        Assert.Equal(2.0 / 3, Judged.By(new Precision(), logits, targets), precision: 12);
        Assert.Equal(2.0 / 4, Judged.By(new Recall(), logits, targets), precision: 12);
        Assert.Equal(2 * 2.0 / (3 + 4), Judged.By(new FScore(), logits, targets), precision: 12);
        Assert.Equal(2.0 / 5, Judged.By(new Jaccard(), logits, targets), precision: 12);
        Assert.Equal(2 * 2.0 / (3 + 4), Judged.By(new FScore(), TwoColumns(logits, logit => -logit), TwoColumns(targets, target => 1 - target), columns: 2), precision: 12);

        static float[] TwoColumns(float[] second, Func<float, float> first) => [.. second.SelectMany(value => new[] { first(value), value })];
    }

    [Fact]
    public void Of_more_it_is_the_mean_over_those_that_are_there_or_predicted()
    {
        // Four classes; the last one is neither there nor predicted. Recalls 1, 1/2 and, never there but predicted, 0.
        var matrix = new ConfusionMatrix(4);
        matrix.Add(0, 0);
        matrix.Add(1, 1);
        matrix.Add(1, 2);

        Assert.Equal((1 + 0.5 + 0) / 3, new Recall().Of(matrix), precision: 12);
        Assert.Equal((1 * 1 + 2 * 0.5) / 3, new Recall { Weighted = true }.Of(matrix), precision: 12);
        Assert.Equal((1 + 0.5) / 2, new BalancedAccuracy().Of(matrix), precision: 12);
    }

    [Fact]
    public void Two_classes_in_one_column_and_in_two_rank_the_same()
    {
        float[] logits = [0.3f, -2, 1.5f, 0.2f, -0.1f, 4], targets = [1, 0, 1, 0, 1, 1];
        float[] two = [.. logits.SelectMany(logit => new[] { 1f, 1 + logit })], right = [.. targets.SelectMany(target => new[] { 1 - target, target })];
        foreach (IMetric metric in new IMetric[] { new RocAuc(), new AveragePrecision(), new LogLoss(), new BrierScore() })
            Assert.Equal(Judged.By(metric, logits, targets), Judged.By(metric, two, right, columns: 2), tolerance: 1e-6);
    }

    [Fact]
    public void Among_classes_that_are_equally_likely_the_later_ones_are_named_first()
    {
        var metric = new TopAccuracy { Classes = 2 };

        Assert.Equal([0, 1, 1, 0], Enumerable.Range(0, 4).Select(right => metric.Of([0.3, 0.3, 0.3, 0.1], right)));
    }

    [Fact]
    public void A_ranking_without_both_classes_has_no_value()
    {
        Assert.Equal(double.NaN, Judged.By(new RocAuc(), [1, 2], [1, 1]));
        Assert.Equal(double.NaN, Judged.By(new RocAuc(), [1, 2], [0, 0]));
        Assert.Equal(double.NaN, Judged.By(new AveragePrecision(), [1, 2], [0, 0]));
    }
}
