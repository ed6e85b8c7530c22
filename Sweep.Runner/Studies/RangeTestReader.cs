using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.Studies;

/// <summary>Reads how a study does its range tests: the section "range_test".</summary>
internal static class RangeTestReader
{
    private static readonly string[] _rates = ["min", "max", "points", "spacing"];
    private static readonly string[] _options = ["mode", "steps_per_rate", "halvings", "replicates", "measured_rows"];

    /// <summary>Reads the section, which may be missing.</summary>
    public static RangeTestSettings Read(StudyNode? node)
    {
        var settings = new RangeTestSettings();
        if (node is null)
            return settings;

        var section = node.RequireKeys("{ min: 1e-6, max: 10 }").Section([.. _rates, .. _options, "rule"]);
        var options = new RangeTestOptions { Rates = ReadRates(section, settings.Options.Rates) };
        ComponentReader.Set(section, options, ComponentSettings.Of(options).Where(setting => _options.Contains(setting.Key)).ToDictionary());
        return section.Find("rule") is { } rule
            ? new RangeTestSettings { Options = options, RuleName = ComponentReader.KindOf(rule), Rule = ComponentReader.Read(rule, SuggestionRules.Catalog) }
            : settings with { Options = options };
    }

    private static RateGrid ReadRates(StudySection section, RateGrid defaults)
    {
        var (min, max, points, spacing) = (section.Find(_rates[0]), section.Find(_rates[1]), section.Find(_rates[2]), section.Find(_rates[3]));
        double lowest = min?.Number() ?? defaults.Lowest, highest = max?.Number() ?? defaults.Highest;
        if (!(lowest > 0))
            throw min!.Error(FormattableString.Invariant($"min, the lowest learning rate of a range test, must be above 0; got {lowest}."));
        if (!(lowest < highest))
            throw (max ?? min)!.Error(FormattableString.Invariant($"the upper end of a range test must be above its lower end; got min {lowest} and max {highest}."));
        return section.Node.Checked(() => new RateGrid(
            lowest, highest, points?.Checked(() => Check.Between(2, RateGrid.MostPoints, points.Integer(), "Points")) ?? defaults.Points, spacing is null ? defaults.Spacing : (RateSpacing)spacing.Setting(typeof(RateSpacing))!));
    }
}
