namespace Sweep.Tests.Contracts;

/// <summary>Gradients of a layer's loss by moving each value up and down.</summary>
internal sealed class FiniteDifferences(LayerBench bench)
{
    private const double Step = 0.01;

    /// <summary>Whether the layer's own gradients are the same.</summary>
    public bool Agree(double tolerance)
    {
        bench.Loss();
        bench.Backward();
        return Agree(bench.WeightGradient, bench.Weights, tolerance) && Agree(bench.InputGradient, bench.Input, tolerance);
    }

    private bool Agree(float[] gradient, float[] values, double tolerance) => values.Index().All(each =>
    {
        var (i, value) = each;
        values[i] = (float)(value + Step);
        double above = bench.Loss();
        values[i] = (float)(value - Step);
        double below = bench.Loss();
        values[i] = value;
        // Asked so that NaN does not agree.
        return Math.Abs((above - below) / (2 * Step) - gradient[i]) <= tolerance;
    });
}
