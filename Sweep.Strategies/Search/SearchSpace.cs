namespace Sweep.Strategies.Search;

/// <summary>What a study may vary: hyperparameters in the order in which they are chosen.</summary>
/// <param name="Hyperparameters">The hyperparameters; their names differ.</param>
public sealed record SearchSpace(IReadOnlyList<Hyperparameter> Hyperparameters)
{
    /// <summary>Nothing to vary: one configuration, without values.</summary>
    public static SearchSpace Empty { get; } = new([]);

    /// <summary>Every name that a configuration of this space can have, conditional ones after the one they hang on.</summary>
    public IReadOnlyList<string> Names => [.. NamesOf(this).Distinct(StringComparer.Ordinal)];

    /// <summary>One of the values that a name can take: they are all of its type.</summary>
    public object Example(string name) => ValuesOf(this, name).First();

    /// <summary>Whether a name can take more than one value.</summary>
    public bool Varies(string name) => ValuesOf(this, name).Distinct().Skip(1).Any();

    private static IEnumerable<object> ValuesOf(SearchSpace space, string name)
    {
        foreach (var hyperparameter in space.Hyperparameters)
        {
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
