using Sweep.Core.Numerics;

namespace Sweep.Bench;

/// <summary>Random numbers to compute with.</summary>
internal static class Values
{
    /// <summary>From −1 to 1.</summary>
    public static float[] Floats(int count, RandomStream random) => [.. Enumerable.Range(0, count).Select(_ => (float)random.Uniform(-1, 1))];

    /// <summary>Whole numbers from 0, below a limit.</summary>
    public static float[] Integers(int count, int limit, RandomStream random) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextInt(limit))];
}
