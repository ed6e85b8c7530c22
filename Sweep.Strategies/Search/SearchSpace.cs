namespace Sweep.Strategies.Search;

/// <summary>What a study may vary: hyperparameters in the order in which they are chosen.</summary>
/// <param name="Hyperparameters">The hyperparameters; their names differ.</param>
public sealed record SearchSpace(IReadOnlyList<Hyperparameter> Hyperparameters)
{
    /// <summary>Nothing to vary: one configuration, without values.</summary>
    public static SearchSpace Empty { get; } = new([]);

    /// <summary>Every name that a configuration of this space can have, conditional ones after the one they hang on.</summary>
    public IReadOnlyList<string> Names => [.. NamesOf(this).Distinct(StringComparer.Ordinal)];

    /// <summary>The type of all the values that a name can take; text, where they are of several types, as settings of different components may be.</summary>
    public Type TypeOf(string name) => ValuesOf(this, name).Select(value => value.GetType()).Distinct().Take(2).ToArray() is [var only] ? only : typeof(string);

    /// <summary>Whether a name can take more than one value.</summary>
    public bool Varies(string name) => ValuesOf(this, name).Distinct().Skip(1).Any();

    /// <summary>Whether a name is chosen, and does not follow from what was chosen before it: somewhere it has more than one value to choose from.</summary>
    public bool IsChosen(string name) => Hyperparameters.Any(hyperparameter =>
        (hyperparameter.Name == name && (hyperparameter.Domain.Choices.Count > 1 || hyperparameter.Domain is RangeDomain))
        || hyperparameter.Domain.Choices.Any(choice => choice.Conditional.IsChosen(name)));

    /// <summary>What the space becomes once the hyperparameter at a position has its value, all before it being chosen.</summary>
    /// <remarks>What the value brings along comes right after it and takes the place of the same name further on.</remarks>
    /// <exception cref="ArgumentException">The value brings a name along that has been chosen already.</exception>
    public SearchSpace Choose(int position, Choice choice)
    {
        var brought = choice.Conditional.Hyperparameters;
        if (brought.Count == 0)
            return this;

        var replaced = brought.Select(hyperparameter => hyperparameter.Name).ToHashSet(StringComparer.Ordinal);
        var chosen = Hyperparameters.Take(position + 1);
        if (chosen.FirstOrDefault(earlier => replaced.Contains(earlier.Name)) is { } late)
        {
            throw new ArgumentException(
                $"{Hyperparameters[position].Name} = {choice.Value} brings {late.Name} along, which has been chosen before it. Let it come first.");
        }
        return new([.. chosen, .. brought, .. Hyperparameters.Skip(position + 1).Where(later => !replaced.Contains(later.Name))]);
    }

    private static IEnumerable<object> ValuesOf(SearchSpace space, string name)
    {
        foreach (var hyperparameter in space.Hyperparameters)
        {
            // A range without points still has its bounds.
            if (hyperparameter.Name == name && hyperparameter.Domain is RangeDomain range)
            {
                yield return range.Low;
                yield return range.High;
            }
            foreach (var choice in hyperparameter.Domain.Choices)
            {
                if (hyperparameter.Name == name)
                    yield return choice.Value;
                foreach (object value in ValuesOf(choice.Conditional, name))
                    yield return value;
            }
        }
    }

    private static IEnumerable<string> NamesOf(SearchSpace space) =>
        space.Hyperparameters.SelectMany(hyperparameter => hyperparameter.Domain.Choices
            .Where(choice => choice.Conditional.Hyperparameters.Count > 0)
            .SelectMany(choice => NamesOf(choice.Conditional))
            .Prepend(hyperparameter.Name));
}
