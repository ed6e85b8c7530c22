using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>Where one part of a training ends and the next begins.</summary>
internal static class PartBoundaries
{
    /// <summary>Makes sure that boundaries of the same unit come in order.</summary>
    public static void Require(IReadOnlyList<TrainingLength> boundaries)
    {
        for (int i = 1; i < boundaries.Count; i++)
        {
            if (boundaries[i].Unit == boundaries[i - 1].Unit && boundaries[i].Value < boundaries[i - 1].Value)
                throw Rejected(boundaries, i);
        }
    }

    /// <summary>How many boundaries lie behind a step. What comes in order in one training need not in another, so that order is looked at here, too.</summary>
    /// <param name="boundaries">The boundaries.</param>
    /// <param name="at">The step.</param>
    /// <param name="inclusive">Whether the step at a boundary still belongs to the part before it.</param>
    /// <param name="start">Where the part begins that the step is in.</param>
    /// <param name="end">Where it ends: at the next boundary, or with the training.</param>
    public static int Behind(IReadOnlyList<TrainingLength> boundaries, in ScheduleStep at, bool inclusive, out double start, out double end)
    {
        int behind = 0;
        double last = 0;
        (start, end) = (0, double.PositiveInfinity);
        for (int i = 0; i < boundaries.Count; i++)
        {
            double boundary = boundaries[i].StepsIn(at);
            if (boundary < last)
                throw Rejected(boundaries, i);
            if (inclusive ? at.Step > boundary : at.Step >= boundary)
                (behind, start) = (i + 1, boundary);
            else
                end = Math.Min(end, boundary);
            last = boundary;
        }
        end = Math.Min(end, at.Steps);
        return behind;
    }

    private static ArgumentException Rejected(IReadOnlyList<TrainingLength> boundaries, int place) =>
        new($"Boundaries must come in order; got {boundaries[place]} after {boundaries[place - 1]}. Sort them.", nameof(boundaries));
}
