namespace Sweep.Strategies.RangeTest;

/// <summary>The test does not tell a learning rate.</summary>
/// <param name="Reason">Why not.</param>
/// <param name="Explanation">What was seen and what to do about it, in a sentence or two.</param>
public sealed record NoSuggestion(NoSuggestionReason Reason, string Explanation) : RangeTestOutcome;
