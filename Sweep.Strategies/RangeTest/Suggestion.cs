using Sweep.Core.Numerics;

namespace Sweep.Strategies.RangeTest;

/// <summary>A learning rate to try, and how sure the test is of it.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Low">The lower end of the interval in which a good rate is looked for.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Floor">The rate at which the loss begins to fall: lower ones learn next to nothing in the time of the test.</param>
/// <param name="Peak">The highest rate before the loss turns up.</param>
public sealed record Suggestion(double Rate, double Low, double High, double Floor, double Peak) : RangeTestOutcome
{
    /// <summary>How wide the interval is.</summary>
    public double DecadesWide => Elementary.Log(High / Low) / Elementary.Log(10);
}
