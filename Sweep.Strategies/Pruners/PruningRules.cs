using Sweep.Core.Contracts;

namespace Sweep.Strategies.Pruners;

/// <summary>The pruners that a study file can name.</summary>
public static class PruningRules
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<IPruner> Catalog { get; } = new Catalog<IPruner>("pruner")
        .Add<MedianPruner>("median")
        .Add<SuccessiveHalvingPruner>("successive_halving");
}
