namespace Sweep.Core.Metrics;

/// <summary>How often a class was there, was predicted, and both; or the same of several classes added up.</summary>
/// <param name="Hits">Weight of the rows of the class that were predicted to be of it.</param>
/// <param name="Predicted">Weight of all rows predicted to be of it.</param>
/// <param name="Actual">Weight of all rows of it.</param>
/// <remarks>Where a share would be 0/0, it is what its caller says; 0 is what scikit-learn says by default.</remarks>
public readonly record struct ClassCounts(double Hits, double Predicted, double Actual)
{
    /// <summary>How many of the rows predicted to be of the class are.</summary>
    public double Precision(double zeroDivision = 0) => Ratio(Hits, Predicted, zeroDivision);

    /// <summary>How many of the rows of the class are predicted to be.</summary>
    public double Recall(double zeroDivision = 0) => Ratio(Hits, Actual, zeroDivision);

    /// <summary>How many of the rows that are of the class, or predicted to be, are both.</summary>
    public double Jaccard(double zeroDivision = 0) => Ratio(Hits, Predicted + Actual - Hits, zeroDivision);

    /// <summary>The weighted harmonic mean of precision and recall; of both 0 it is 0.</summary>
    /// <param name="beta">How many times as important recall is. 1 makes it F1.</param>
    /// <param name="zeroDivision">What a precision or a recall of 0/0 counts as.</param>
    /// <remarks><code>(1 + β²)·P·R / (β²·P + R)</code> Source: van Rijsbergen 1979, "Information Retrieval", chapter 7.</remarks>
    public double FScore(double beta, double zeroDivision = 0)
    {
        double precision = Precision(zeroDivision), recall = Recall(zeroDivision), square = beta * beta;
        double below = square * precision + recall;
        return below == 0 ? 0 : (1 + square) * precision * recall / below;
    }

    private static double Ratio(double part, double whole, double zeroDivision) => whole == 0 ? zeroDivision : part / whole;
}
