using Sweep.Strategies.Search;

namespace Sweep.Strategies.RangeTest;

/// <summary>The floor of a schedule that goes up and down, as a range test is to find it: the share that its floor is of its peak.</summary>
public sealed record TestedFloor : TestedDomain
{
    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; } = [new(new TestedRate("floor"))];

    /// <inheritdoc/>
    public override Domain Of(Suggestion found) => new ListDomain(new Choice(FloorOf(found) / PeakOf(found)));

    /// <inheritdoc/>
    public override string ToString() => "the floor of a range test";
}
