namespace Sweep.Strategies.RangeTest;

/// <summary>A tenth of the rate of the lowest running average, as fastai 2 has it.</summary>
/// <remarks>Source: fastai 2, <c>minimum</c> of fastai/callback/schedule.py. The running average lags by about a decade; the tenth undoes it.</remarks>
public sealed record FastAiMinimum : FastAiRule
{
    private protected override double Share => 0.1;

    private protected override int Pick(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates) => IndexOfLeast(losses);
}
