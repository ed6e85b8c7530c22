using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Optimizers;

/// <summary>½(w₁² + 10·w₂²) from (1, 1) at rate 0.05.</summary>
internal static class Valley
{
    /// <summary>The weights after steps 1, 2 and 5.</summary>
    public static float[] After1And2And5Of(IOptimizer optimizer)
    {
        float[] weights = [1, 1];
        var state = new OptimizerState(2);
        var points = new List<float>();
        for (int step = 1; step <= 5; step++)
        {
            state.Advance(0.5 * (weights[0] * weights[0] + 10 * weights[1] * weights[1]));
            optimizer.Update(weights, [weights[0], 10 * weights[1]], state, 0.05);
            if (step is 1 or 2 or 5)
                points.AddRange(weights);
        }
        return [.. points];
    }

    public static void AssertClose(double[] expected, float[] got)
    {
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], got[i], tolerance: 1e-6);
    }
}
