using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>A mean over all updates in which the past fades at a fixed rate.</summary>
/// <remarks>
/// <code>
/// a = d·a + (1 − d)·w,   a = w after the first update
/// a / (1 − dᵗ)           with a = 0 at first, where the start is corrected
/// </code>
/// Source: Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging", for averaging; the first form is that of PyTorch's
/// AveragedModel, the correction that of Kingma and Ba 2015, "Adam", section 3.
/// </remarks>
public sealed record ExponentialAverage : IWeightAverage
{
    /// <summary>Share of the average that stays at each update, in [0, 1).</summary>
    public double Decay { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Whether early weights get no more than their fading share: in a short training the first ones would fill the average.</summary>
    public bool BiasCorrection { get; init; }

    /// <inheritdoc/>
    public double ShareOf(long taken, int epoch, bool endsEpoch)
    {
        if (taken == 0)
            return 1;
        // a/(1 − dᵗ), written as a step from the corrected average before.
        return BiasCorrection ? (1 - Decay) / (1 - Elementary.Power(Decay, taken + 1)) : 1 - Decay;
    }
}
