namespace Sweep.Strategies.Search;

/// <summary>Tries every combination of values once, in the order of the space; the last hyperparameter changes fastest.</summary>
/// <remarks>
/// A conditional hyperparameter multiplies only the branch that it belongs to. Configurations are computed from their number,
/// so a grid of any size takes no memory.
/// </remarks>
public static class GridSearch
{
    /// <summary>How many configurations the grid has.</summary>
    /// <exception cref="OverflowException">More than a 64-bit number can count.</exception>
    public static long Count(SearchSpace space) => CountFrom([.. space.Hyperparameters], 0);

    /// <summary>The configuration of a number from 0, or null past the last one.</summary>
    public static Configuration? Suggest(SearchSpace space, long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var values = new List<KeyValuePair<string, object>>();
        List<Hyperparameter> open = [.. space.Hyperparameters];
        if (number >= CountFrom(open, 0))
            return null;

        for (int next = 0; next < open.Count; next++)
        {
            var domain = open[next].Domain;
            if (!domain.Branches)
            {
                long each = CountFrom(open, next + 1);
                values.Add(new(open[next].Name, domain.Choices[(int)(number / each)].Value));
                number %= each;
                continue;
            }

            foreach (var choice in domain.Choices)
            {
                var after = Choose(open, next, choice);
                long count = CountFrom(after, next + 1);
                if (number < count)
                {
                    values.Add(new(open[next].Name, choice.Value));
                    open = after;
                    break;
                }
                number -= count;
            }
        }
        return new Configuration(values);
    }

    private static long CountFrom(List<Hyperparameter> open, int next)
    {
        if (next == open.Count)
            return 1;

        var domain = open[next].Domain;
        return domain.Branches
            ? domain.Choices.Aggregate(0L, (count, choice) => checked(count + CountFrom(Choose(open, next, choice), next + 1)))
            : checked(domain.Choices.Count * CountFrom(open, next + 1));
    }

    // What the choice brings along comes right after it and takes the place of the same name further on.
    private static List<Hyperparameter> Choose(List<Hyperparameter> open, int next, Choice choice)
    {
        var brought = choice.Conditional.Hyperparameters;
        if (brought.Count == 0)
            return open;

        var replaced = brought.Select(hyperparameter => hyperparameter.Name).ToHashSet(StringComparer.Ordinal);
        if (open.Take(next + 1).FirstOrDefault(earlier => replaced.Contains(earlier.Name)) is { } late)
            throw new ArgumentException($"{open[next].Name} = {choice.Value} brings {late.Name} along, which has been chosen before it. Let it come first.");
        return [.. open.Take(next + 1), .. brought, .. open.Skip(next + 1).Where(hyperparameter => !replaced.Contains(hyperparameter.Name))];
    }
}
