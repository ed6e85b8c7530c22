namespace Sweep.Strategies.RangeTest;

/// <summary>What a range test trains from one learning rate to the next.</summary>
public enum RangeTestMode
{
    /// <summary>Each rate starts again from the same weights: a rate is judged by what it does, and not by what lower rates did before.</summary>
    ShortRuns = 0,

    /// <summary>One training, in which the rate rises: the classic test, quick and with the rate and the time in training in one.</summary>
    Continuous = 1,
}
