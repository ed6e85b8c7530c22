using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Optimizers;

/// <summary>The sequence of Keras' own tests of its optimizers: ten weights of 1, a gradient of 0.01 and then of 0.1 to 1.</summary>
internal static class KerasGolden
{
    /// <summary>The first weight after each of five steps.</summary>
    public static float[] FirstWeight(IOptimizer optimizer, double learningRate)
    {
        float[] weights = [.. Enumerable.Repeat(1f, 10)];
        var state = new OptimizerState(10);
        var points = new float[5];
        for (int step = 0; step < 5; step++)
        {
            float[] gradient = [.. Enumerable.Range(1, 10).Select(i => step == 0 ? 0.01f : 0.1f * i)];
            state.Advance();
            optimizer.Update(weights, gradient, state, learningRate);
            points[step] = weights[0];
        }
        return points;
    }

    /// <summary>Within the tolerance of these tests.</summary>
    public static void AssertClose(double[] expected, float[] got)
    {
        for (int i = 0; i < 5; i++)
            Assert.Equal(expected[i], got[i], tolerance: 5e-4 + 5e-4 * expected[i]);
    }
}
