using Sweep.Core.Numerics;
using Sweep.Strategies.Search;

namespace Sweep.Strategies.RangeTest;

/// <summary>Values that follow from a range test.</summary>
/// <remarks>How many there are is known before the test has run, which ones only afterwards: <see cref="Of"/> then makes numbers of them.</remarks>
public abstract record TestedDomain : Domain
{
    /// <inheritdoc/>
    public override bool Branches => false;

    /// <inheritdoc/>
    public override Choice Sample(RandomStream random) => throw Unknown();

    /// <inheritdoc/>
    public override Choice Choose(double share) => throw Unknown();

    /// <summary>The values that a test has found.</summary>
    /// <exception cref="ArgumentException">The test says nothing of what is needed.</exception>
    public abstract Domain Of(Suggestion found);

    /// <summary>The floor that a test has found.</summary>
    protected static double FloorOf(Suggestion found) =>
        found.Floor ?? throw new ArgumentException("The rule says nothing of a floor. Use another rule, or take the suggestion alone: at: suggestion.");

    /// <summary>The peak that a test has found.</summary>
    protected static double PeakOf(Suggestion found) => found.Peak ?? throw new ArgumentException(
        "The loss does not turn up in the range, or the rule says nothing of a peak. Go further up, use another rule, or take the suggestion alone: at: suggestion.");

    private static InvalidOperationException Unknown() => new("Which values there are is not known before the range test has run.");
}
