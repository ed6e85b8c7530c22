namespace Sweep.Strategies.RangeTest;

/// <summary>Slides an interval down the slopes from the right until they differ by little at its ends, as fastai 2 has it.</summary>
/// <remarks>
/// <code>l = r − 15;   while |g[r] − g[l]| &gt; 0.005: the answer is l, and both move left</code>
/// g are central differences from place to place. Source: fastai 2, <c>slide</c> of fastai/callback/schedule.py. The 0.005 has the unit of the loss. Fewer than 16
/// losses, on which fastai fails, give no suggestion.
/// </remarks>
public sealed record FastAiSlide : FastAiRule
{
    private const int Distance = 15;

    private const double Threshold = 0.005;

    private protected override int FewestPoints => Distance + 1;

    private protected override int Pick(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates)
    {
        int right = losses.Length - 1, answer = right - Distance;
        for (int left = answer; left >= 0 && Math.Abs(Gradient(losses, right) - Gradient(losses, left)) > Threshold; left--, right--)
            answer = left;
        return answer;
    }
}
