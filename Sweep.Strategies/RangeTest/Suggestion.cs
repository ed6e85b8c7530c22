using Sweep.Core.Numerics;

namespace Sweep.Strategies.RangeTest;

/// <summary>A learning rate to try, and how sure the test is of it.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Low">The lower end of the interval in which a good rate is looked for.</param>
/// <param name="High">Its upper end.</param>
public sealed record Suggestion(double Rate, double Low, double High) : RangeTestOutcome
{
    /// <summary>The rate at which the loss begins to fall: lower ones learn next to nothing in the time of the test. Null where a rule says nothing of it.</summary>
    public double? Floor { get; init; }

    /// <summary>The highest rate before the loss turns up: that of the lowest loss. Null where it does not turn up in the range, or a rule says nothing of it.</summary>
    public double? Peak { get; init; }

    /// <summary>Updates at each rate in the runs that the rule went by.</summary>
    public required int Updates { get; init; }

    /// <summary>How wide the interval is.</summary>
    public double DecadesWide => Elementary.Log(High / Low) / Elementary.Log(10);
}
