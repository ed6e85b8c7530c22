using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>Turns rows in the order of time into sequences that end where something is to be predicted.</summary>
public static class TimeSeries
{
    /// <summary>Every window of some length, with the target that comes some steps after its end.</summary>
    /// <param name="series">A row for each point of time, in order, with a numeric target.</param>
    /// <param name="length">Rows that a window has. At least 1.</param>
    /// <param name="horizon">How many rows after the window's last one the target stands. At least 1.</param>
    /// <returns>Rows of the shape [length, features], from the first window to the last.</returns>
    /// <exception cref="ArgumentException">The series is too short for one window.</exception>
    public static Dataset Windows(Dataset series, int length, int horizon)
    {
        Check.AtLeast(1, length);
        Check.AtLeast(1, horizon);
        int features = series.FeatureNames.Count, windows = series.Rows - length - horizon + 1;
        if (windows < 1)
            throw new ArgumentException($"{series.Rows} rows do not reach for a window of {length} and a target {horizon} after it. Use shorter ones.");

        var values = new float[checked(windows * length * features)];
        var targets = new float[windows];
        for (int window = 0; window < windows; window++)
        {
            series.Features.Values.Slice(window * features, length * features).CopyTo(values.AsSpan(window * length * features));
            targets[window] = series.Targets[window + length - 1 + horizon][0];
        }
        string[] names = [.. Enumerable.Range(0, length).SelectMany(step => series.FeatureNames.Select(name => $"{name}[{step - length + 1}]"))];
        return new Dataset(names, values, TargetKind.Number, targets, []) { RowShape = new Shape(length, features), TargetName = series.TargetName };
    }
}
