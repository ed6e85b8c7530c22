using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>How far a step has come, measured in lengths.</summary>
internal static class Lengths
{
    // What lengths are rounded to: one that was rounded away is still longer than nothing.
    private const double LeastSteps = 1e-6;

    /// <summary>How many times a length lies before a step; whole times only, if asked for.</summary>
    public static double Parts(this TrainingLength length, in ScheduleStep at, bool whole)
    {
        double parts = at.Step / Math.Max(LeastSteps, length.StepsIn(at));
        return whole ? Math.Floor(parts) : parts;
    }

    /// <summary>The share of a length that lies before a step, at most 1; 1 where the length is none.</summary>
    public static double ShareOf(this TrainingLength length, in ScheduleStep at)
    {
        double steps = length.StepsIn(at);
        return at.Step < steps ? at.Step / steps : 1;
    }
}
