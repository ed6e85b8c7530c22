namespace Sweep.Runner.Reports;

/// <summary>A vertical line in a plot, with its label above it.</summary>
/// <param name="X">Where.</param>
/// <param name="Label">What it is.</param>
internal sealed record PlotMarker(double X, string Label);
