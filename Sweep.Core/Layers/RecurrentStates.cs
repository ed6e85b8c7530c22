namespace Sweep.Core.Layers;

/// <summary>The states between two steps of a recurrent layer, or their gradients. Empty ones stand for zeros, or for "nobody asked".</summary>
internal readonly ref struct RecurrentStates
{
    /// <summary>What it says. Shape [layers, rows, units].</summary>
    public Span<float> Hidden { get; init; }

    /// <summary>What it keeps to itself, if it does. Same shape.</summary>
    public Span<float> Cell { get; init; }
}
