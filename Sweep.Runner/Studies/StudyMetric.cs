namespace Sweep.Runner.Studies;

/// <summary>The number that a study makes large or small.</summary>
/// <param name="Name">Its name in study file and log.</param>
/// <param name="Worst">The value that nothing can be worse than; infinite where there is none.</param>
/// <param name="Best">The value that nothing can be better than; infinite where there is none.</param>
/// <param name="Figure">Its place among the figures that the objective reports.</param>
public sealed record StudyMetric(string Name, double Worst, double Best, int Figure)
{
    /// <summary>A metric of which nothing is known but its direction, the first figure of the objective.</summary>
    public StudyMetric(string name, bool maximize)
        : this(name, maximize ? double.NegativeInfinity : double.PositiveInfinity, maximize ? double.PositiveInfinity : double.NegativeInfinity, Figure: 0)
    {
    }

    /// <summary>Whether more is better.</summary>
    public bool Maximize => Best > Worst;

    /// <summary>Whether <paramref name="a"/> is better than <paramref name="b"/>. NaN is worse than every number.</summary>
    public bool Better(double a, double b) => !double.IsNaN(a) && (double.IsNaN(b) || (Maximize ? a > b : a < b));
}
