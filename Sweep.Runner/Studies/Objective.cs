using Sweep.Core.Training;

namespace Sweep.Runner.Studies;

/// <summary>The number that a study makes large or small: a fit's last validation loss, or one of its validation metrics.</summary>
/// <param name="Name">Its name in study file and log.</param>
/// <param name="Worst">The value that nothing can be worse than; infinite where there is none.</param>
/// <param name="Best">The value of perfect predictions.</param>
/// <param name="Metric">The metric's place among the study's metrics; null for the validation loss.</param>
public sealed record Objective(string Name, double Worst, double Best, int? Metric)
{
    /// <summary>What the names of validation figures begin with.</summary>
    public const string Prefix = "validation_";

    /// <summary>The validation loss.</summary>
    public static Objective Loss { get; } = new(Prefix + "loss", double.PositiveInfinity, 0, Metric: null);

    /// <summary>Whether more is better.</summary>
    public bool Maximize => Best > Worst;

    /// <summary>The value after an epoch.</summary>
    public double Of(EpochResult epoch) => Metric is { } metric ? epoch.Metrics[metric] : epoch.ValidationLoss;

    /// <summary>Whether <paramref name="a"/> is better than <paramref name="b"/>. NaN is worse than every number.</summary>
    public bool Better(double a, double b) => !double.IsNaN(a) && (double.IsNaN(b) || (Maximize ? a > b : a < b));
}
