using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.Studies;

/// <summary>How a study does its range tests.</summary>
public sealed record RangeTestSettings
{
    /// <summary>What is tried.</summary>
    public RangeTestOptions Options { get; init; } = new();

    /// <summary>The name of the rule by which a learning rate is read off the curves.</summary>
    public string RuleName { get; init; } = SuggestionRules.Own;

    /// <summary>The rule.</summary>
    public ISuggestionRule Rule { get; init; } = SuggestionRules.Catalog.Create(SuggestionRules.Own);
}
