namespace Sweep.Core.Contracts;

/// <summary>What an optimizer remembers of one training: a step count and, by name, one value for each weight.</summary>
/// <remarks>Memory is taken when first asked for and kept for the next training, so that steps allocate nothing.</remarks>
public sealed class OptimizerState
{
    private readonly Dictionary<string, OptimizerMemory> _memories = [];

    /// <summary>Makes an empty state.</summary>
    /// <param name="weightCount">Weights of the network.</param>
    public OptimizerState(int weightCount) => WeightCount = Check.AtLeast(1, weightCount);

    /// <summary>Weights of the network.</summary>
    public int WeightCount { get; }

    /// <summary>The number of the step under way, from 1.</summary>
    public long Step { get; private set; }

    /// <summary>Counts a step; called once before each update.</summary>
    public void Advance() => Step++;

    /// <summary>Forgets everything, so that another training can start.</summary>
    public void Reset()
    {
        Step = 0;
        foreach (var memory in _memories.Values)
            memory.InUse = false;
    }

    /// <summary>A copy of all that the optimizer remembers of this training.</summary>
    public OptimizerSnapshot Snapshot() => new(Step, _memories
        .Where(memory => memory.Value.InUse)
        .ToDictionary(memory => memory.Key, memory => (ReadOnlyMemory<float>)memory.Value.Values.ToArray()));

    /// <summary>Remembers what a copy holds, and nothing else.</summary>
    public void Restore(OptimizerSnapshot snapshot)
    {
        Reset();
        Step = snapshot.Step;
        foreach (var (name, values) in snapshot.Memories)
            Memory(name).Restore(values.Span);
    }

    /// <summary>The memory of a name, filled with <paramref name="start"/> at its first use in a training.</summary>
    public OptimizerMemory Memory(string name, double start = 0)
    {
        if (!_memories.TryGetValue(name, out var memory))
            _memories.Add(name, memory = new OptimizerMemory(WeightCount));
        if (!memory.InUse)
        {
            memory.Fill((float)start);
            memory.InUse = true;
        }
        return memory;
    }
}
