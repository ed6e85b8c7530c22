namespace Sweep.Strategies.Search;

/// <summary>A configuration that was tried, and what came out.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Objective">What it was judged by; NaN, which is worse than any number, where it failed, diverged or was pruned.</param>
public sealed record SearchResult(Configuration Configuration, double Objective);
