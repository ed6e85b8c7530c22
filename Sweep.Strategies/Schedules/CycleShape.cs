namespace Sweep.Strategies.Schedules;

/// <summary>How the cycles of a cyclical rate become lower.</summary>
public enum CycleShape
{
    /// <summary>They do not.</summary>
    Triangular,

    /// <summary>Each is half as high as the one before it.</summary>
    Triangular2,

    /// <summary>They fade by a factor at each step.</summary>
    ExpRange,
}
