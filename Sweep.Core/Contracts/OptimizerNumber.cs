namespace Sweep.Core.Contracts;

/// <summary>A number that an optimizer remembers from step to step.</summary>
public sealed class OptimizerNumber
{
    /// <summary>The number.</summary>
    public double Value { get; set; }
}
