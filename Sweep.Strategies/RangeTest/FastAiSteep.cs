using Sweep.Core.Numerics;

namespace Sweep.Strategies.RangeTest;

/// <summary>The rate before the steepest fall of the running average over the logarithm of the rate, as fastai 2 has it.</summary>
/// <remarks>Source: fastai 2, <c>steep</c> of fastai/callback/schedule.py.</remarks>
public sealed record FastAiSteep : FastAiRule
{
    private protected override int Pick(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates)
    {
        var slopes = new double[losses.Length - 1];
        for (int i = 0; i < slopes.Length; i++)
            slopes[i] = (losses[i + 1] - losses[i]) / (Elementary.Log(rates[i + 1]) - Elementary.Log(rates[i]));
        return IndexOfLeast(slopes);
    }
}
