namespace Sweep.Core.Contracts;

/// <summary>What an optimizer remembers of one training: a step count and, by name, values for the weights and single numbers.</summary>
/// <remarks>Memory is taken when first asked for and kept for the next training, so that steps allocate nothing.</remarks>
public sealed class OptimizerState
{
    private readonly Dictionary<string, OptimizerMemory> _memories = [];
    private readonly Dictionary<string, OptimizerNumber> _numbers = [];
    private readonly Dictionary<string, float[]> _scratch = [];
    private OptimizerMemory? _decayed;

    /// <summary>Makes an empty state for the tensors of a network.</summary>
    public OptimizerState(IReadOnlyList<WeightTensor> tensors)
    {
        Tensors = tensors;
        WeightCount = Check.AtLeast(1, tensors.Sum(tensor => tensor.Count), nameof(WeightCount));
    }

    /// <summary>Makes an empty state for weights that are one vector.</summary>
    public OptimizerState(int weightCount)
        : this([new WeightTensor("weights", WeightRole.Kernel, 1, weightCount)])
    {
    }

    /// <summary>The tensors that the weights consist of, in their order and without gaps.</summary>
    public IReadOnlyList<WeightTensor> Tensors { get; }

    /// <summary>Weights of the network.</summary>
    public int WeightCount { get; }

    /// <summary>The number of the step under way, from 1.</summary>
    public long Step { get; private set; }

    /// <summary>The loss that the gradient of the step under way belongs to.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>The momentum of the step under way, where a schedule sets it; null: the optimizer's own.</summary>
    public double? Momentum { get; set; }

    /// <summary>1 for a weight that multiplies something, 0 for one that is added or scales what was normalized.</summary>
    public OptimizerMemory Multiplying
    {
        get
        {
            if (_decayed is null)
            {
                _decayed = new OptimizerMemory(WeightCount);
                foreach (var tensor in Tensors)
                {
                    if (tensor.Multiplies)
                        _decayed.Values[tensor.Range].Fill(1);
                }
            }
            return _decayed;
        }
    }

    /// <summary>Counts a step; called once before each update.</summary>
    /// <param name="loss">The loss that its gradient belongs to; few rules ask for it.</param>
    public void Advance(double loss = double.NaN)
    {
        Step++;
        Loss = loss;
    }

    /// <summary>Forgets everything, so that another training can start.</summary>
    public void Reset()
    {
        Step = 0;
        Loss = double.NaN;
        Momentum = null;
        foreach (var memory in _memories.Values)
            memory.InUse = false;
        _numbers.Clear();
    }

    /// <summary>A copy of all that the optimizer remembers of this training.</summary>
    public OptimizerSnapshot Snapshot() => new(
        Step,
        _memories.Where(memory => memory.Value.InUse)
            .ToDictionary(memory => memory.Key, memory => (ReadOnlyMemory<float>)memory.Value.Values.ToArray()),
        _numbers.ToDictionary(number => number.Key, number => number.Value.Value));

    /// <summary>Remembers what a copy holds, and nothing else.</summary>
    public void Restore(OptimizerSnapshot snapshot)
    {
        Reset();
        Step = snapshot.Step;
        foreach (var (name, values) in snapshot.Memories)
            Memory(name, length: values.Length).Restore(values.Span);
        foreach (var (name, value) in snapshot.Numbers)
            Number(name).Value = value;
    }

    /// <summary>The memory of a name, filled with <paramref name="start"/> at its first use in a training.</summary>
    /// <param name="name">What it is of, as a snapshot calls it.</param>
    /// <param name="start">The value of all its elements at first.</param>
    /// <param name="length">How many values it has; one for each weight where this is null.</param>
    public OptimizerMemory Memory(string name, double start = 0, int? length = null)
    {
        int count = length ?? WeightCount;
        if (!_memories.TryGetValue(name, out var memory) || (memory.Count != count && !memory.InUse))
            _memories[name] = memory = new OptimizerMemory(count);
        if (memory.Count != count)
            throw new InvalidOperationException($"The memory \"{name}\" must have {count} values; it has {memory.Count}, of another network or rule.");
        if (!memory.InUse)
        {
            memory.Fill((float)start);
            memory.InUse = true;
        }
        return memory;
    }

    /// <summary>The number of a name, <paramref name="start"/> at its first use in a training.</summary>
    public OptimizerNumber Number(string name, double start = 0)
    {
        if (!_numbers.TryGetValue(name, out var number))
            _numbers.Add(name, number = new OptimizerNumber { Value = start });
        return number;
    }

    /// <summary>Memory for the time of one update; what is in it before is of no meaning, and nobody keeps it.</summary>
    public Span<float> Scratch(string name, int length)
    {
        if (!_scratch.TryGetValue(name, out float[]? values) || values.Length < length)
            _scratch[name] = values = new float[length];
        return values.AsSpan(0, length);
    }
}
