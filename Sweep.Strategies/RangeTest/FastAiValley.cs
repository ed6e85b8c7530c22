namespace Sweep.Strategies.RangeTest;

/// <summary>The middle of the longest valley, as fastai 2's default has it.</summary>
/// <remarks>
/// <code>
/// k = length of the longest strictly falling subsequence,   e = the first place where one of that length ends
/// place = max(0, e − k) + ⌊k/3⌋ + ⌊k/6⌋
/// </code>
/// Source: fastai 2, <c>valley</c> of fastai/callback/schedule.py. The subsequence may leave places out, so that e − k is not where it starts, and can be −1, which fastai
/// takes for the last place; here it is 0.
/// </remarks>
public sealed record FastAiValley : FastAiRule
{
    private protected override int Pick(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates)
    {
        var lengths = new int[losses.Length];
        int longest = 0, end = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            lengths[i] = 1;
            for (int before = 0; before < i; before++)
            {
                if (losses[before] > losses[i])
                    lengths[i] = Math.Max(lengths[i], lengths[before] + 1);
            }
            if (lengths[i] > longest)
                (longest, end) = (lengths[i], i);
        }
        return Math.Min(Math.Max(0, end - longest + longest / 3 + longest / 6), losses.Length - 1);
    }
}
