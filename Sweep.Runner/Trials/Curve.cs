using Sweep.Runner.Studies;

namespace Sweep.Runner.Trials;

/// <summary>The epochs of a fit in order, each with the figures that the objective reported; or its steps, each with what was noted of it.</summary>
/// <param name="values">Row after row: the epoch or step, then its figures.</param>
/// <param name="figures">Figures of a row.</param>
public sealed class Curve(double[] values, int figures)
{
    /// <summary>How many epochs there are.</summary>
    public int Count => values.Length / (figures + 1);

    /// <summary>The number of an epoch or step, from 1.</summary>
    public long Epoch(int index) => (long)values[index * (figures + 1)];

    /// <summary>A figure of an epoch.</summary>
    public double Figure(int index, int figure) => values[index * (figures + 1) + 1 + figure];

    /// <summary>The last value of a figure; null where no epoch has it.</summary>
    public double? Last(int figure)
    {
        int index = Count - 1;
        while (index >= 0 && IsAbsent(index, figure))
            index--;
        return index < 0 ? null : Figure(index, figure);
    }

    /// <summary>The index of the epoch with the best value of a metric, the first of equals; null where no epoch has one.</summary>
    public int? Best(StudyMetric metric)
    {
        int? best = null;
        for (int index = 0; index < Count; index++)
        {
            if (IsAbsent(index, metric.Figure))
                continue;
            if (best is null || metric.Better(Figure(index, metric.Figure), Figure(best.Value, metric.Figure)))
                best = index;
        }
        return best;
    }

    /// <summary>The index of an epoch; null where it is not there.</summary>
    public int? IndexOf(long epoch)
    {
        for (int index = Count - 1; index >= 0; index--)
        {
            if (Epoch(index) == epoch)
                return index;
        }
        return null;
    }

    /// <summary>A figure of every epoch that has it.</summary>
    public double[] All(int figure) =>
        [.. Enumerable.Range(0, Count).Where(index => !IsAbsent(index, figure)).Select(index => Figure(index, figure))];

    private bool IsAbsent(int index, int figure) => Objectives.Figure.IsAbsent(Figure(index, figure));
}
