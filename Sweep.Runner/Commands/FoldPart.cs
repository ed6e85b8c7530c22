using Sweep.Core.Data;

namespace Sweep.Runner.Commands;

/// <summary>The training, held-back or validation rows of a fold, and what is known of them.</summary>
internal sealed record FoldPart
{
    /// <summary>Sums up some rows.</summary>
    public FoldPart(int[] rows, Dataset data, int[]? groups)
    {
        Rows = rows;
        Groups = groups is null ? null : rows.Select(row => groups[row]).Distinct().Count();
        if (data.ClassOfRows() is { } classes)
        {
            var counts = rows.CountBy(row => classes[row]).ToDictionary();
            Classes = [.. Enumerable.Range(0, data.Classes.Count).Select(number => counts.GetValueOrDefault(number))];
        }
        else if (rows.Length > 0)
        {
            double[] targets = [.. rows.Select(row => (double)data.Targets[row][0])];
            double mean = targets.Average();
            (Mean, Deviation) = (mean, Math.Sqrt(targets.Sum(value => (value - mean) * (value - mean)) / targets.Length));
        }
    }

    /// <summary>Their numbers, ascending.</summary>
    public int[] Rows { get; }

    /// <summary>How many groups they are of; null where rows have none.</summary>
    public int? Groups { get; }

    /// <summary>Rows of each class; null for a numeric target.</summary>
    public int[]? Classes { get; }

    /// <summary>The mean of a numeric target; null for classes, and where there are no rows.</summary>
    public double? Mean { get; }

    /// <summary>Its standard deviation, divided by n.</summary>
    public double? Deviation { get; }
}
