namespace Sweep.Core.Metrics;

/// <summary>The chance that a row of a class is found more likely to be of it than a row of another one; the area under the ROC curve.</summary>
/// <remarks>Of two classes it is that of the second; of more, the mean over classes, each against all others.</remarks>
public sealed record RocAuc : RankingMetric
{
    /// <summary>Whether classes, or pairs of them, count as much as their rows do.</summary>
    public bool Weighted { get; init; }

    /// <summary>Whether the mean is one over pairs of classes, which the share of each does not alter.</summary>
    public bool Pairs { get; init; }

    /// <inheritdoc/>
    public override double Of(ScoredRows rows, int classes)
    {
        if (classes == 2)
            return rows.Of(1, Area);
        return Pairs ? rows.OneVersusOne(Area, Weighted) : rows.OneVersusRest(Area, Weighted);

        static double Area(ScoreRanking ranking) => ranking.RocAuc();
    }
}
