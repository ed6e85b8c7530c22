namespace Sweep.Core.Contracts;

/// <summary>A copy of what an optimizer remembers of a training, to go on from.</summary>
/// <param name="Step">Updates made so far.</param>
/// <param name="Memories">The memories in use by their names.</param>
/// <param name="Numbers">The numbers in use by their names.</param>
public sealed record OptimizerSnapshot(
    long Step, IReadOnlyDictionary<string, ReadOnlyMemory<float>> Memories, IReadOnlyDictionary<string, double> Numbers);
