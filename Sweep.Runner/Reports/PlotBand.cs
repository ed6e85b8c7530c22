namespace Sweep.Runner.Reports;

/// <summary>An area of a plot between two curves: an interval along the way.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Its lower and upper ends, X ascending.</param>
internal sealed record PlotBand(string Name, IReadOnlyList<(double X, double Low, double High)> Points);
