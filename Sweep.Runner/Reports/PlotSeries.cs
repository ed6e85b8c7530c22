namespace Sweep.Runner.Reports;

/// <summary>A curve of a plot.</summary>
/// <param name="Name">What the legend calls it, where there are several.</param>
/// <param name="Points">Its points, which lines join in their order; one that is not finite leaves a gap.</param>
internal sealed record PlotSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
