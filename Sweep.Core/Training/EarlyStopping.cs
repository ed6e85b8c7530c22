using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>Ends a training that no longer gets better, and goes back to its best epoch.</summary>
/// <remarks>
/// <code>better:   value &lt; best − min_delta     (value &gt; best + min_delta where more is better)</code>
/// The settings of Keras' EarlyStopping. Differently from it, a value that is NaN or infinitely bad never becomes the best, the best weights are taken
/// whether or not the training stopped early, and a patience of <em>n</em> is <em>n</em> epochs. docs/decisions/0010 has the reasons.
/// </remarks>
public sealed record EarlyStopping
{
    /// <summary>So many epochs in a row without a better value end the training. At least 1.</summary>
    public int Patience { get; init => field = Check.AtLeast(1, value); } = 10;

    /// <summary>A value is better only if it is so by more than this. At least 0.</summary>
    public double MinDelta { get; init => field = Check.NotNegative(value); }

    /// <summary>Whether the weights of the best epoch are kept in the end; otherwise those of the last one are.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>So many epochs pass before values are looked at. At least 0.</summary>
    public int StartFromEpoch { get; init => field = Check.AtLeast(0, value); }

    /// <summary>The place of the metric that is looked at among the plan's; null: the loss.</summary>
    public int? Metric { get; init; }
}
