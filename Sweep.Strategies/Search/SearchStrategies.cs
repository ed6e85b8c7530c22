using Sweep.Core.Contracts;

namespace Sweep.Strategies.Search;

/// <summary>The search strategies that a study file can name as its method.</summary>
public static class SearchStrategies
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ISearchStrategy> Catalog { get; } = new Catalog<ISearchStrategy>("search method")
        .Add<GridSearch>("grid")
        .Add<HaltonSearch>("halton")
        .Add<RandomSearch>("random")
        .Add<RefineSearch>("refine")
        .Add<SobolSearch>("sobol");
}
