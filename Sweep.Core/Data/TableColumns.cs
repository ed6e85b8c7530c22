using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>Which columns of a table are learned from, and which one is predicted.</summary>
public sealed record TableColumns
{
    /// <summary>The columns that are learned from, in this order.</summary>
    public required IReadOnlyList<FeatureColumn> Features { get; init; }

    /// <summary>The column that is predicted.</summary>
    public required string Target { get; init; }

    /// <summary>What kind of target it is.</summary>
    public required TargetKind Kind { get; init; }

    /// <summary>The least number that a target can be.</summary>
    public double LeastTarget { get; init; } = double.NegativeInfinity;
}
