using Sweep.Core.Contracts;

namespace Sweep.Core.Metrics;

/// <summary>Share of rows whose class is among the most likely ones.</summary>
/// <remarks>Of classes that are equally likely the later ones come first, as scikit-learn's top_k_accuracy_score has it.</remarks>
public sealed record TopAccuracy : RowMetric
{
    /// <summary>How many classes a row names. At least 1.</summary>
    public int Classes { get; init => field = Check.AtLeast(1, value); } = 2;

    /// <inheritdoc/>
    public override double Worst => 0;

    /// <inheritdoc/>
    public override double Best => 1;

    /// <inheritdoc/>
    public override bool Judges(TargetKind target) => target is TargetKind.Classes;

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> probabilities, int right)
    {
        int ahead = 0;
        for (int number = 0; number < probabilities.Length; number++)
        {
            if (double.IsNaN(probabilities[number]))
                return 0; // NaN names no class, so it is never right
            if (probabilities[number] > probabilities[right] || (probabilities[number] == probabilities[right] && number > right))
                ahead++;
        }
        return ahead < Classes ? 1 : 0;
    }
}
