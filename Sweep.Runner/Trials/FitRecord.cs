namespace Sweep.Runner.Trials;

/// <summary>A fit's result with its epochs.</summary>
/// <param name="Result">The result.</param>
/// <param name="Curve">The epochs; empty where they were not asked for.</param>
public sealed record FitRecord(FitResult Result, Curve Curve);
