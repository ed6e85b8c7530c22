namespace Sweep.Strategies.Pruners;

/// <summary>How an earlier fit went.</summary>
/// <param name="Course">The objective's values after each epoch that it ran; may be empty.</param>
/// <param name="Completed">Whether it ran all its epochs; otherwise it was pruned, diverged or failed.</param>
public sealed record PastFit(IReadOnlyList<double> Course, bool Completed);
