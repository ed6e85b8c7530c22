namespace Sweep.Core.Metrics;

/// <summary>The mean of the precisions at each row of a class, from the most likely one down: the area under the curve of precision over recall.</summary>
/// <remarks>Of two classes it is that of the second; of more, the mean over classes, each against all others.</remarks>
public sealed record AveragePrecision : RankingMetric
{
    /// <inheritdoc/>
    public override double Of(ScoredRows rows, int classes)
    {
        return classes == 2 ? rows.Of(1, Mean) : rows.OneVersusRest(Mean, weighted: false);

        static double Mean(ScoreRanking ranking) => ranking.AveragePrecision();
    }
}
