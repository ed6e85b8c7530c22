namespace Sweep.Core.Metrics;

/// <summary>A score that each class has, as one number.</summary>
/// <remarks>
/// Of two classes it is the score of the second; of more, the mean over those that are there or predicted, each counting the same ("macro").
/// </remarks>
public abstract record ClassScoreMetric : ClassMetric
{
    /// <summary>Whether each class counts as much as its rows do, of two classes, too ("weighted").</summary>
    public bool Weighted { get; init; }

    /// <summary>The score of a class.</summary>
    public abstract double Of(ClassCounts counts);

    /// <inheritdoc/>
    public sealed override double Of(ConfusionMatrix matrix) =>
        Weighted ? matrix.Weighted(Of) : matrix.Classes == 2 ? Of(matrix.Of(1)) : matrix.Macro(Of, occurring: true);
}
