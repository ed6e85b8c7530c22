using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>How a study scales what it learns from; each fold fits it on its own training rows.</summary>
/// <param name="Features">How features are scaled.</param>
/// <param name="Target">Whether a numeric target is brought to mean 0 and deviation 1.</param>
internal sealed record FoldScaling(Scaling Features, bool Target)
{
    /// <summary>Fits it on the training rows of a fold.</summary>
    public Standardizer Fit(Dataset data, int[] rows)
    {
        var features = Standardizer.Fit(Features, data, rows);
        return Target ? features.WithTarget(data, rows) : features;
    }
}
