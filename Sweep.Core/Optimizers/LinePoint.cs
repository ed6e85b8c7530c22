namespace Sweep.Core.Optimizers;

/// <summary>A point on the line of a line search.</summary>
/// <param name="Step">How far along the direction it is.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Slope">The loss's slope along the direction there.</param>
internal readonly record struct LinePoint(double Step, double Loss, double Slope);
