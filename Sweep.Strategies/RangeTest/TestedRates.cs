using Sweep.Core.Contracts;
using Sweep.Core.Numerics;
using Sweep.Strategies.Search;

namespace Sweep.Strategies.RangeTest;

/// <summary>Learning rates whose bounds a range test is to find: so many from its floor to its peak, or one that it names.</summary>
/// <remarks>How many there are is known before the test has run, which ones only afterwards: <see cref="Of"/> then makes numbers of them.</remarks>
public sealed record TestedRates : Domain
{
    /// <summary>Rates from the floor to the peak, at equal ratios.</summary>
    /// <param name="points">How many a grid takes; null where values are drawn from all between.</param>
    public TestedRates(int? points) =>
        (Points, Choices) = (points is { } count ? Check.Between(2, 1_000_000, count, "Points") : null, [.. Enumerable.Range(1, points ?? 0).Select(point => new Choice(new TestedRate($"{point}. of {points} rates")))]);

    /// <summary>One rate.</summary>
    public TestedRates(TestedPoint at) => (At, Choices) = (Check.Known(at), [new Choice(new TestedRate(Name(at)))]);

    /// <summary>How many rates a grid takes; null where there is one, or they are drawn.</summary>
    public int? Points { get; }

    /// <summary>The one rate; null where there are more.</summary>
    public TestedPoint? At { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; }

    /// <inheritdoc/>
    public override bool Branches => false;

    /// <inheritdoc/>
    public override Choice Sample(RandomStream random) => throw new InvalidOperationException("Which rates there are is not known before the range test has run.");

    /// <summary>The rates that a test has found.</summary>
    /// <exception cref="ArgumentException">The test says nothing of the floor or the peak, and it is needed.</exception>
    public Domain Of(Suggestion found) => At switch
    {
        null => new RangeDomain(Known(found, TestedPoint.Floor), Known(found, TestedPoint.Peak), logarithmic: true, Points),
        { } at => new ListDomain(new Choice(Known(found, at))),
    };

    private static double Known(Suggestion found, TestedPoint point) => point switch
    {
        TestedPoint.Suggestion => found.Rate,
        TestedPoint.Floor => found.Floor,
        _ => found.Peak,
    } ?? throw new ArgumentException(point == TestedPoint.Floor
        ? "The rule says nothing of a floor. Use another rule, or take the suggestion alone: at: suggestion."
        : "The loss does not turn up in the range, or the rule says nothing of a peak. Go further up, use another rule, or take the suggestion alone: at: suggestion.");

    /// <inheritdoc/>
    public override string ToString() => At switch
    {
        TestedPoint.Suggestion => "what a range test suggests",
        { } at => $"the {Name(at)} of a range test",
        null => $"{(Points is { } points ? $"{points} values " : "")}from the floor to the peak of a range test",
    };

    private static string Name(TestedPoint at) => $"{at}".ToLowerInvariant();
}
