using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

/// <summary>Numbers to try things on: the same ones each time.</summary>
internal static class Sample
{
    /// <summary>Numbers in [−1, 1) that depend on their count and a seed.</summary>
    public static float[] Floats(int count, int seed = 0)
    {
        var random = new RandomStream((ulong)seed, RandomPurpose.InitialWeights, count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Uniform(-1, 1))];
    }
}
