namespace Sweep.Strategies.Search;

/// <summary>How many groups a grid has, by the number of their scales.</summary>
internal static class GridShape
{
    /// <summary>Counts the groups.</summary>
    /// <exception cref="OverflowException">More than a 64-bit number can count.</exception>
    public static IReadOnlyDictionary<int, long> Of(SearchSpace space) => After(space, 0);

    private static Dictionary<int, long> After(SearchSpace space, int position)
    {
        if (position == space.Hyperparameters.Count)
            return new() { [0] = 1 };
        var domain = space.Hyperparameters[position].Domain;
        if (NumberScale.Of(domain) is not null)
            return After(space, position + 1).ToDictionary(entry => entry.Key + 1, entry => entry.Value);
        if (!domain.Branches)
            return After(space, position + 1).ToDictionary(entry => entry.Key, entry => checked(entry.Value * domain.Choices.Count));
        return domain.Choices.SelectMany(choice => After(space.Choose(position, choice), position + 1))
            .GroupBy(entry => entry.Key)
            .ToDictionary(entries => entries.Key, entries => entries.Aggregate(0L, (sum, entry) => checked(sum + entry.Value)));
    }
}
