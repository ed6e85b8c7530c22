namespace Sweep.Runner.Reports;

/// <summary>An axis of a plot.</summary>
/// <param name="Title">What is measured along it.</param>
internal sealed record PlotAxis(string Title)
{
    /// <summary>Whether equal ratios are equally far apart; numbers that are not above 0 then have no place.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Where it begins; null: at the least number shown.</summary>
    public double? Low { get; init; }

    /// <summary>Where it ends; null: at the largest number shown.</summary>
    public double? High { get; init; }
}
