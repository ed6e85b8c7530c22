namespace Sweep.Core.Metrics;

/// <summary>Rows with a score for each class, of which that of the row's own class should be high.</summary>
public sealed class ScoredRows
{
    private readonly ScoreRanking _ranking = new();
    private readonly int _classes;
    private double[] _scores = [];
    private (int Right, double Weight)[] _rows = [];
    private int _count;

    /// <summary>Makes it without rows.</summary>
    /// <param name="classes">The number of classes.</param>
    public ScoredRows(int classes) => _classes = classes;

    /// <summary>Forgets all rows, and keeps the memory.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a row and hands out the place for its scores, one for each class.</summary>
    /// <param name="right">The class that the row is of.</param>
    /// <param name="weight">What the row counts.</param>
    public Span<double> Add(int right, double weight = 1)
    {
        if (_count == _rows.Length)
        {
            int size = Math.Max(256, 2 * _count);
            Array.Resize(ref _rows, size);
            Array.Resize(ref _scores, size * _classes);
        }
        _rows[_count] = (right, weight);
        return _scores.AsSpan(_count++ * _classes, _classes);
    }

    /// <summary>What a ranking says of one class among all rows.</summary>
    public double Of(int number, Func<ScoreRanking, double> measure)
    {
        _ranking.Clear();
        for (int row = 0; row < _count; row++)
            _ranking.Add(_scores[row * _classes + number], _rows[row].Right == number, _rows[row].Weight);
        return measure(_ranking);
    }

    /// <summary>The mean of what a ranking says of each class against all others.</summary>
    /// <param name="measure">What it says.</param>
    /// <param name="weighted">Whether a class counts as much as its rows do, and not the same as any other.</param>
    public double OneVersusRest(Func<ScoreRanking, double> measure, bool weighted)
    {
        double sum = 0, weights = 0;
        for (int number = 0; number < _classes; number++)
        {
            double weight = weighted ? WeightOf(number) : 1;
            sum += weight * Of(number, measure);
            weights += weight;
        }
        return sum / weights;
    }

    /// <summary>The mean of what a ranking says of each pair of classes, by the scores of the one and of the other.</summary>
    /// <param name="measure">What it says.</param>
    /// <param name="weighted">Whether a pair counts as much as its rows do, and not the same as any other.</param>
    /// <remarks>Source: Hand and Till 2001, "A Simple Generalisation of the Area Under the ROC Curve for Multiple Class Classification Problems".</remarks>
    public double OneVersusOne(Func<ScoreRanking, double> measure, bool weighted)
    {
        double sum = 0, weights = 0;
        for (int one = 0; one < _classes; one++)
        {
            for (int other = one + 1; other < _classes; other++)
            {
                double weight = weighted ? WeightOf(one) + WeightOf(other) : 1;
                sum += weight * (Of(one, other, measure) + Of(other, one, measure)) / 2;
                weights += weight;
            }
        }
        return sum / weights;
    }

    private double Of(int positive, int negative, Func<ScoreRanking, double> measure)
    {
        _ranking.Clear();
        for (int row = 0; row < _count; row++)
        {
            var (right, weight) = _rows[row];
            if (right == positive || right == negative)
                _ranking.Add(_scores[row * _classes + positive], right == positive, weight);
        }
        return measure(_ranking);
    }

    private double WeightOf(int number)
    {
        double sum = 0;
        for (int row = 0; row < _count; row++)
            sum += _rows[row].Right == number ? _rows[row].Weight : 0;
        return sum;
    }
}
