using Sweep.Core.Contracts;
using Sweep.Strategies.Search;

namespace Sweep.Strategies.RangeTest;

/// <summary>Learning rates that a range test is to find: so many from its floor to its peak, or one that it names.</summary>
public sealed record TestedRates : TestedDomain
{
    private const int MostPoints = 1_000_000;

    /// <summary>Rates from the floor to the peak, at equal ratios.</summary>
    /// <param name="points">How many a grid takes; null where values are drawn from all between.</param>
    public TestedRates(int? points) =>
        (Points, Choices) = (points is { } count ? Check.Between(2, MostPoints, count, "Points") : null, [.. Enumerable.Range(1, points ?? 0).Select(point => new Choice(new TestedRate($"{point}. of {points} rates")))]);

    /// <summary>One rate.</summary>
    public TestedRates(TestedPoint at) => (At, Choices) = (Check.Known(at), [new Choice(new TestedRate(Name(at)))]);

    /// <summary>How many rates a grid takes; null where there is one, or they are drawn.</summary>
    public int? Points { get; }

    /// <summary>The one rate; null where there are more.</summary>
    public TestedPoint? At { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; }

    /// <inheritdoc/>
    public override Domain Of(Suggestion found) => At switch
    {
        null => new RangeDomain(FloorOf(found), PeakOf(found), logarithmic: true, Points),
        TestedPoint.Floor => new ListDomain(new Choice(FloorOf(found))),
        TestedPoint.Peak => new ListDomain(new Choice(PeakOf(found))),
        _ => new ListDomain(new Choice(found.Rate)),
    };

    /// <inheritdoc/>
    public override string ToString() => At switch
    {
        TestedPoint.Suggestion => "what a range test suggests",
        { } at => $"the {Name(at)} of a range test",
        null => $"{(Points is { } points ? $"{points} values " : "")}from the floor to the peak of a range test",
    };

    private static string Name(TestedPoint at) => $"{at}".ToLowerInvariant();
}
