namespace Sweep.Strategies.Schedules;

/// <summary>How a one-cycle rate goes from one value to another.</summary>
public enum OneCycleShape
{
    /// <summary>Along half a cosine.</summary>
    Cosine,

    /// <summary>In a straight line.</summary>
    Linear,
}
