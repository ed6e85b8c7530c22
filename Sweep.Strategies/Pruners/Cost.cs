namespace Sweep.Strategies.Pruners;

/// <summary>The objective's values as something to keep low, whatever the goal.</summary>
internal static class Cost
{
    /// <summary>The cost of a value; NaN costs as much as anything can.</summary>
    public static double Of(double value, bool maximize) =>
        double.IsNaN(value) ? double.PositiveInfinity : maximize ? -value : value;
}
