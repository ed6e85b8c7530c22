using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Metrics;

/// <summary>What a metric says of rows that it is shown at once.</summary>
internal static class Judged
{
    public static double By(IMetric metric, ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets)
    {
        var tally = metric.NewTally(predictions.Columns);
        tally.Add(predictions, targets);
        return tally.Value;
    }

    public static double By(IMetric metric, float[] predictions, float[] targets, int columns = 1) =>
        By(metric, new ReadOnlyMatrixSpan(predictions, predictions.Length / columns, columns), new ReadOnlyMatrixSpan(targets, targets.Length / columns, columns));
}
