using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Initializers;

/// <summary>Tensors as initializers leave them.</summary>
internal static class Filled
{
    public static float[] By(string name, WeightTensor tensor, ulong seed = 1) => By(InitialWeights.Catalog.Create(name), tensor, seed);

    public static float[] By(IInitializer initializer, WeightTensor tensor, ulong seed = 1)
    {
        float[] weights = [.. Enumerable.Repeat(float.NaN, tensor.Count)];
        initializer.Fill(weights, tensor, new RandomStream(seed, RandomPurpose.InitialWeights));
        return weights;
    }
}
