namespace Sweep.Core.Statistics;

/// <summary>An interval in which a number lies with the confidence that was asked for.</summary>
/// <param name="Low">Lower end; NaN where nothing can be said.</param>
/// <param name="High">Upper end; NaN where nothing can be said.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The part between two bounds: no accuracy is above 1.</summary>
    public Interval Within(double low, double high) => new(Math.Max(low, Low), Math.Min(high, High));

    /// <summary>Whether a number lies in it, ends included.</summary>
    public bool Contains(double number) => number >= Low && number <= High;
}
