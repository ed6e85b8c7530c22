using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.RangeTests;

/// <summary>A row of suggestions.parquet: what one rule makes of one optimizer's test.</summary>
/// <param name="Test">The test.</param>
/// <param name="RuleNumber">The place of the rule among all, from 0.</param>
/// <param name="Rule">Its name.</param>
/// <param name="Outcome">What it says.</param>
internal sealed record RuledOutcome(OptimizerRangeTest Test, int RuleNumber, string Rule, RangeTestOutcome Outcome);
