namespace Sweep.Runner.Ranking;

/// <summary>From where to where the numbers of a grid go.</summary>
/// <param name="Low">The lowest.</param>
/// <param name="High">The highest.</param>
/// <param name="FirstLow">The lowest of the first round.</param>
/// <param name="FirstHigh">The highest of the first round.</param>
internal sealed record NumberSpan(double Low, double High, double FirstLow, double FirstHigh)
{
    /// <summary>Whether a later round went below the first.</summary>
    public bool IsExtendedDown => Low < FirstLow;

    /// <summary>Whether a later round went above the first.</summary>
    public bool IsExtendedUp => High > FirstHigh;

    /// <summary>The span with one more number.</summary>
    public NumberSpan With(double number, bool firstRound) => new(
        Math.Min(Low, number), Math.Max(High, number), firstRound ? Math.Min(FirstLow, number) : FirstLow, firstRound ? Math.Max(FirstHigh, number) : FirstHigh);
}
