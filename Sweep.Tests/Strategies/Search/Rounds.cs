using Sweep.Strategies.Search;

namespace Sweep.Tests.Strategies.Search;

/// <summary>Plays an adaptive search to its end.</summary>
internal static class Rounds
{
    /// <summary>All rounds, their configurations as texts.</summary>
    public static string[] Of(IAdaptiveSearch search, SearchSpace space, Func<Configuration, double> objective, bool maximize = false)
    {
        var rounds = new List<IReadOnlyList<SearchResult>>();
        IReadOnlyList<Configuration> next = [.. Enumerable.Range(0, (int)search.Count(space)!).Select(trial => search.Suggest(space, trial, seed: 0)!)];
        long further = 0;
        while (next.Count > 0)
        {
            rounds.Add([.. next.Select(configuration => new SearchResult(configuration, objective(configuration)))]);
            next = search.Next(space, rounds, maximize);
            further += next.Count;
        }
        var all = rounds.SelectMany(round => round.Select(result => Text(result.Configuration))).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.InRange(further, 0, search.MostFurther(space));
        return [.. rounds.Select(round => string.Join(" | ", round.Select(result => Text(result.Configuration))))];
    }

    public static SearchSpace Space(params (string Name, Domain Domain)[] hyperparameters) =>
        new([.. hyperparameters.Select(each => new Hyperparameter(each.Name, each.Domain))]);

    public static ListDomain List(params object[] values) => new([.. values.Select(value => new Choice(value))]);

    private static string Text(Configuration configuration) => string.Join(" ", configuration.Values.Select(value => FormattableString.Invariant($"{value.Value}")));
}
