using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Optimizers;

/// <summary>One weight under a rule, a gradient a step.</summary>
internal static class Steps
{
    public static float[] Of(IOptimizer optimizer, double learningRate, float start, params float[] gradients) =>
        Of(optimizer, [.. gradients.Select(_ => learningRate)], start, gradients);

    public static float[] Of(IOptimizer optimizer, double[] learningRates, float start, params float[] gradients)
    {
        var state = new OptimizerState(weightCount: 1);
        float[] weights = [start];
        return
        [
            .. gradients.Select((gradient, step) =>
            {
                state.Advance();
                optimizer.Update(weights, [gradient], state, learningRates[step]);
                return weights[0];
            }),
        ];
    }
}
