namespace Sweep.Runner.Trials;

/// <summary>A fit's result with its epochs.</summary>
/// <param name="Result">The result.</param>
/// <param name="Curve">The epochs; empty where they were not asked for.</param>
/// <param name="Steps">The steps that were noted: learning rate, loss and gradient norm of each; empty where they were not asked for.</param>
public sealed record FitRecord(FitResult Result, Curve Curve, Curve Steps);
