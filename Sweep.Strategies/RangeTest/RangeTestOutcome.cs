namespace Sweep.Strategies.RangeTest;

/// <summary>What a rule makes of a range test: a <see cref="Suggestion"/>, or <see cref="NoSuggestion"/> with the reason.</summary>
public abstract record RangeTestOutcome;
