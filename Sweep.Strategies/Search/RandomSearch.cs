using Sweep.Core.Numerics;

namespace Sweep.Strategies.Search;

/// <summary>Draws every configuration at random, whatever was drawn before it.</summary>
/// <remarks>
/// Where only few of many hyperparameters matter, it tries more values of those than a grid of the same size.
/// A list gives each of its values the same chance, a range each number, or on a log scale each ratio. What a drawn value brings along
/// is drawn after it. There is no end to the draws, and in a small space they repeat.
/// Source: Bergstra and Bengio 2012, "Random Search for Hyper-Parameter Optimization".
/// </remarks>
public sealed record RandomSearch : ISearchStrategy
{
    /// <inheritdoc/>
    public bool WalksValues => false;

    /// <inheritdoc/>
    public long? Count(SearchSpace space) => null;

    /// <inheritdoc/>
    public Configuration? Suggest(SearchSpace space, long trial, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        var random = new RandomStream(seed, RandomPurpose.Search, trial);
        var values = new List<KeyValuePair<string, object>>();
        for (int next = 0; next < space.Hyperparameters.Count; next++)
        {
            var (name, domain) = space.Hyperparameters[next];
            var choice = domain.Sample(random);
            values.Add(new(name, choice.Value));
            space = space.Choose(next, choice);
        }
        return new Configuration(values);
    }
}
