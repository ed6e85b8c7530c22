namespace Sweep.Core.Metrics;

/// <summary>Rows in the order of a score, of which the high ones should be those that are positive.</summary>
/// <remarks>Rows with the same score are one step: no order among them is better than another.</remarks>
public sealed class ScoreRanking
{
    private double[] _scores = [];
    private (bool Positive, double Weight)[] _rows = [];
    private Step[] _steps = [];
    private int _count;

    /// <summary>Forgets all rows, and keeps the memory.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a row.</summary>
    public void Add(double score, bool positive, double weight = 1)
    {
        if (_count == _scores.Length)
        {
            int size = Math.Max(256, 2 * _count);
            Array.Resize(ref _scores, size);
            Array.Resize(ref _rows, size);
            Array.Resize(ref _steps, size);
        }
        (_scores[_count], _rows[_count]) = (score, (positive, weight));
        _count++;
    }

    /// <summary>The chance that a positive row has a higher score than a negative one; a tie counts one half. NaN where either is not there.</summary>
    /// <remarks>The area under the receiver operating characteristic, by trapezoids. Source: Fawcett 2006, "An introduction to ROC analysis".</remarks>
    public double RocAuc()
    {
        double area = 0, hits = 0, alarms = 0;
        foreach (var step in Steps())
        {
            area += (step.Alarms - alarms) * (step.Hits + hits) / 2;
            (hits, alarms) = (step.Hits, step.Alarms);
        }
        return area / (hits * alarms);
    }

    /// <summary>The area as far as a share of false alarms, on a scale on which guessing is 1/2 and perfection 1.</summary>
    /// <param name="share">The share of negative rows, in (0, 1).</param>
    /// <remarks>Source: McClish 1989, "Analyzing a Portion of the ROC Curve".</remarks>
    public double RocAuc(double share)
    {
        var (alarms, hits, _) = RocCurve();
        double area = 0;
        for (int i = 1; i < alarms.Length && alarms[i - 1] < share; i++)
        {
            double end = Math.Min(share, alarms[i]);
            double part = alarms[i] > alarms[i - 1] ? (end - alarms[i - 1]) / (alarms[i] - alarms[i - 1]) : 0;
            double height = hits[i - 1] + part * (hits[i] - hits[i - 1]);
            area += (end - alarms[i - 1]) * (hits[i - 1] + height) / 2;
        }
        double least = share * share / 2;
        return double.IsNaN(alarms[^1] + hits[^1]) ? double.NaN : (1 + (area - least) / (share - least)) / 2;
    }

    /// <summary>The mean of the precisions at the score of each positive row. NaN where there is none.</summary>
    /// <remarks><code>Σ (Rₙ − Rₙ₋₁) Pₙ</code> over the steps, without interpolation, as scikit-learn's average_precision_score has it.</remarks>
    public double AveragePrecision()
    {
        double sum = 0, hits = 0;
        foreach (var step in Steps())
        {
            // A step of weight 0 has nothing to add, and no precision.
            if (step.Hits > hits)
                sum += (step.Hits - hits) * step.Hits / (step.Hits + step.Alarms);
            hits = step.Hits;
        }
        return sum / hits;
    }

    /// <summary>Shares of false and of right alarms, from the highest score down; the first point is (0, 0).</summary>
    public (double[] FalseAlarms, double[] Hits, double[] Thresholds) RocCurve()
    {
        var steps = Steps();
        double[] alarms = new double[steps.Length + 1], hits = new double[steps.Length + 1], thresholds = new double[steps.Length];
        for (int i = 0; i < steps.Length; i++)
            (alarms[i + 1], hits[i + 1], thresholds[i]) = (steps[i].Alarms / steps[^1].Alarms, steps[i].Hits / steps[^1].Hits, steps[i].Score);
        return (alarms, hits, thresholds);
    }

    /// <summary>Precision and recall, from the lowest score up; the last point is (1, 0), beyond the highest.</summary>
    public (double[] Precision, double[] Recall, double[] Thresholds) PrecisionRecallCurve()
    {
        var steps = Steps();
        double[] precision = new double[steps.Length + 1], recall = new double[steps.Length + 1], thresholds = new double[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            var step = steps[^(i + 1)];
            (precision[i], recall[i], thresholds[i]) = (step.Hits / (step.Hits + step.Alarms), step.Hits / steps[^1].Hits, step.Score);
        }
        precision[^1] = 1;
        return (precision, recall, thresholds);
    }

    // NaN sorts before all numbers, so the last step has it, and with it every sum that ends there.
    private ReadOnlySpan<Step> Steps()
    {
        Array.Sort(_scores, _rows, 0, _count);
        double hits = 0, alarms = 0;
        int steps = 0;
        for (int i = _count - 1; i >= 0; i--)
        {
            double weight = double.IsNaN(_scores[i]) ? double.NaN : _rows[i].Weight;
            hits += weight * (_rows[i].Positive ? 1 : 0);
            alarms += weight * (_rows[i].Positive ? 0 : 1);
            if (i == 0 || _scores[i - 1] != _scores[i])
                _steps[steps++] = new Step(_scores[i], hits, alarms);
        }
        return _steps.AsSpan(0, steps);
    }

    // The weight of the positive and of the negative rows with at least this score.
    private readonly record struct Step(double Score, double Hits, double Alarms);
}
