namespace Sweep.Strategies.RangeTest;

/// <summary>Reads a learning rate off the curve of a range test.</summary>
/// <remarks>A pure function, which never throws: what a curve does not tell is an outcome, too.</remarks>
public interface ISuggestionRule
{
    /// <summary>What the curve says.</summary>
    RangeTestOutcome Suggest(RangeTestCurve curve);
}
