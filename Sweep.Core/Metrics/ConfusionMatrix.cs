namespace Sweep.Core.Metrics;

/// <summary>How often rows of one class were taken for another.</summary>
public sealed class ConfusionMatrix
{
    private readonly double[] _weights;

    /// <summary>Makes a matrix without rows.</summary>
    /// <param name="classes">The number of classes.</param>
    public ConfusionMatrix(int classes) => (Classes, _weights) = (classes, new double[classes * classes]);

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The weight of all rows.</summary>
    public double Total { get; private set; }

    /// <summary>The weight of the rows of one class that were predicted to be of another, or the same.</summary>
    public double this[int actual, int predicted] => _weights[actual * Classes + predicted];

    /// <summary>Adds a row.</summary>
    public void Add(int actual, int predicted, double weight = 1)
    {
        _weights[actual * Classes + predicted] += weight;
        Total += weight;
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _weights.AsSpan().Clear();
        Total = 0;
    }

    /// <summary>What there is of a class.</summary>
    public ClassCounts Of(int number)
    {
        double predicted = 0, actual = 0;
        for (int other = 0; other < Classes; other++)
        {
            predicted += this[other, number];
            actual += this[number, other];
        }
        return new ClassCounts(this[number, number], predicted, actual);
    }

    /// <summary>What there is of all classes, added up: a score of it is the "micro" average.</summary>
    public ClassCounts OfAll()
    {
        double hits = 0;
        for (int number = 0; number < Classes; number++)
            hits += this[number, number];
        return new ClassCounts(hits, Total, Total);
    }

    /// <summary>The share of rows that were predicted rightly.</summary>
    public double Accuracy => OfAll().Hits / Total;

    /// <summary>The mean of a score over classes, each counting the same: the "macro" average.</summary>
    /// <param name="score">The score of a class.</param>
    /// <param name="occurring">Whether classes that are neither there nor predicted are left out.</param>
    public double Macro(Func<ClassCounts, double> score, bool occurring = false)
    {
        double sum = 0;
        int count = 0;
        for (int number = 0; number < Classes; number++)
        {
            var counts = Of(number);
            if (occurring && counts is { Predicted: 0, Actual: 0 })
                continue;
            sum += score(counts);
            count++;
        }
        return sum / count;
    }

    /// <summary>The mean of a score over classes, each counting as much as its rows do: the "weighted" average.</summary>
    public double Weighted(Func<ClassCounts, double> score)
    {
        double sum = 0;
        for (int number = 0; number < Classes; number++)
        {
            var counts = Of(number);
            sum += counts.Actual * score(counts);
        }
        return sum / Total;
    }

    /// <summary>The mean of the recalls of the classes that are there.</summary>
    /// <param name="adjusted">Whether guessing is to make 0 of it, and not 1 / classes. With one class that is 0/0, and so NaN.</param>
    /// <remarks>Source: Brodersen et al. 2010, "The Balanced Accuracy and Its Posterior Distribution"; adjusted and absent classes as scikit-learn has them.</remarks>
    public double BalancedAccuracy(bool adjusted = false)
    {
        double sum = 0;
        int count = 0;
        for (int number = 0; number < Classes; number++)
        {
            var counts = Of(number);
            if (counts.Actual == 0)
                continue;
            sum += counts.Recall();
            count++;
        }
        double mean = sum / count, chance = 1.0 / count;
        return adjusted ? (mean - chance) / (1 - chance) : mean;
    }

    /// <summary>The correlation of classes and predictions, in [−1, 1]; 0 where either is always the same.</summary>
    /// <remarks>Source: Gorodkin 2004, "Comparing two K-category assignments by a K-category correlation coefficient"; Matthews 1975 for two classes.</remarks>
    public double MatthewsCorrelation()
    {
        double both = 0, predictedSquares = 0, actualSquares = 0;
        for (int number = 0; number < Classes; number++)
        {
            var counts = Of(number);
            both += counts.Predicted * counts.Actual;
            predictedSquares += counts.Predicted * counts.Predicted;
            actualSquares += counts.Actual * counts.Actual;
        }
        double square = Total * Total, covariance = OfAll().Hits * Total - both;
        double variances = (square - predictedSquares) * (square - actualSquares);
        return variances == 0 ? 0 : covariance / Math.Sqrt(variances);
    }

    /// <summary>Agreement beyond chance, in [−1, 1]; NaN where there is one class and nothing else.</summary>
    /// <remarks><code>1 − disagreement / disagreement by chance</code> Source: Cohen 1960, "A Coefficient of Agreement for Nominal Scales".</remarks>
    public double CohenKappa()
    {
        double expected = 0;
        for (int number = 0; number < Classes; number++)
        {
            var counts = Of(number);
            expected += counts.Actual * (Total - counts.Predicted);
        }
        return 1 - (Total - OfAll().Hits) / (expected / Total);
    }
}
