using Sweep.Core.Numerics;

namespace Sweep.Strategies.Search;

/// <summary>Values listed one by one.</summary>
public sealed record ListDomain : Domain
{
    /// <summary>Lists values, at least one.</summary>
    public ListDomain(params IReadOnlyList<Choice> choices)
    {
        if (choices.Count == 0)
            throw new ArgumentException("A list of values needs at least one.", nameof(choices));
        Choices = choices;
        Branches = choices.Any(choice => choice.Conditional.Hyperparameters.Count > 0);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; }

    /// <inheritdoc/>
    public override bool Branches { get; }

    /// <inheritdoc/>
    /// <remarks>Every value is as likely as any other.</remarks>
    public override Choice Sample(RandomStream random) => Choices[random.NextInt(Choices.Count)];

    /// <inheritdoc/>
    public override Choice Choose(double share) => Choices[(int)(share * Choices.Count)];
}
