using Sweep.Core.Numerics;

namespace Sweep.Core.Metrics;

/// <summary>What logits say about classes, in double.</summary>
internal static class Probabilities
{
    /// <summary>A probability for each class.</summary>
    /// <param name="logits">A logit for each class, or that of the second of two.</param>
    /// <param name="probabilities">Receives them, one for each class.</param>
    public static void Of(ReadOnlySpan<float> logits, Span<double> probabilities)
    {
        if (logits.Length == 1)
        {
            double small = Elementary.Exp(-Math.Abs((double)logits[0]));
            (double likely, double unlikely) = (1 / (1 + small), small / (1 + small));
            (probabilities[0], probabilities[1]) = logits[0] >= 0 ? (unlikely, likely) : (likely, unlikely);
            return;
        }

        double largest = logits[0], sum = 0;
        foreach (float logit in logits)
            largest = Math.Max(largest, logit); // keeps NaN
        for (int number = 0; number < logits.Length; number++)
            sum += probabilities[number] = Elementary.Exp(logits[number] - largest);
        foreach (ref double probability in probabilities)
            probability /= sum;
    }
}
