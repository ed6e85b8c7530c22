using Sweep.Strategies.Search;

namespace Sweep.Tests.Strategies.Search;

/// <summary>A search as points of a unit cube.</summary>
internal static class SequencePoints
{
    public static SearchSpace Cube(int dimensions) =>
        new([.. Enumerable.Range(0, dimensions).Select(dimension => new Hyperparameter($"x{dimension}", new RangeDomain(0, 1, logarithmic: false, points: null)))]);

    public static double[][] Of(ISearchStrategy search, int dimensions, int count, ulong seed = 1)
    {
        var cube = Cube(dimensions);
        return [.. Enumerable.Range(0, count).Select(point => search.Suggest(cube, point, seed)!.Values.Select(value => (double)value.Value).ToArray())];
    }
}
