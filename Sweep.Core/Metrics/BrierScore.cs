namespace Sweep.Core.Metrics;

/// <summary>The squared difference of predicted probabilities and what came true, averaged over rows.</summary>
/// <remarks>
/// <code>(p − t)² for the second of two classes; Σ (p − t)² over all classes of more</code>
/// Source: Brier 1950, "Verification of Forecasts Expressed in Terms of Probability", whose sum for two classes is twice the common form.
/// </remarks>
public sealed record BrierScore : RowMetric
{
    /// <inheritdoc/>
    public override double Worst => 2;

    /// <inheritdoc/>
    public override double Best => 0;

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> probabilities, int right) => probabilities.Length == 2
        ? (probabilities[1] - right) * (probabilities[1] - right)
        : Sum(probabilities, right);

    /// <summary>The sum over all classes, however many they are.</summary>
    public static double Sum(ReadOnlySpan<double> probabilities, int right)
    {
        double sum = 0;
        for (int number = 0; number < probabilities.Length; number++)
        {
            double error = probabilities[number] - (number == right ? 1 : 0);
            sum += error * error;
        }
        return sum;
    }
}
