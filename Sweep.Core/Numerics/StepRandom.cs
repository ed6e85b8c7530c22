namespace Sweep.Core.Numerics;

/// <summary>Random numbers of one layer in one step, by their place: the same wherever and in whatever order they are asked for.</summary>
public readonly struct StepRandom
{
    private readonly (uint, uint) _key;
    private readonly uint _step;
    private readonly uint _layer;

    /// <summary>Opens the numbers of a layer in a step.</summary>
    /// <param name="key">What belongs to the training: drawn from a stream of <see cref="RandomPurpose.Layers"/>.</param>
    /// <param name="step">Batches that the training has looked at before.</param>
    /// <param name="layer">The layer's place in the network, from 0.</param>
    public StepRandom((uint, uint) key, long step, int layer) =>
        // 2²⁰ layers, 2⁴⁴ steps.
        (_key, _step, _layer) = (key, (uint)step, (uint)(step >> 32) << 20 | (uint)layer);

    /// <summary>Numbers 4·<paramref name="block"/> to 4·<paramref name="block"/> + 3, 32 random bits each.</summary>
    public (uint, uint, uint, uint) Block(long block) => Philox.Block(((uint)block, (uint)(block >> 32), _step, _layer), _key);
}
