namespace Sweep.Core.Numerics;

/// <summary>Memory of a thread for the panel of a product that it works on.</summary>
internal static unsafe class PanelMemory
{
    [ThreadStatic]
    private static AlignedMemory? _memory;

    /// <summary>Room for so many values, until the same thread takes it again.</summary>
    public static float* Take(int count)
    {
        var memory = _memory;
        if (memory is null || memory.Count < count)
            _memory = memory = new AlignedMemory(count);
        return memory.Address;
    }
}
