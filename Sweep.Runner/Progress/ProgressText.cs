using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;
using Sweep.Runner.Objectives;
using Sweep.Runner.RangeTests;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Progress;

/// <summary>How progress puts things into words.</summary>
internal static class ProgressText
{
    /// <summary>A length of time, no finer than anybody looks at it.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 100 } => Invariant($"{time.TotalSeconds:F0} s"),
        { TotalMinutes: < 100 } => Invariant($"{time.TotalMinutes:F0} min"),
        { TotalHours: < 48 } => Invariant($"{(int)time.TotalHours} h {time.Minutes} min"),
        _ => Invariant($"{time.Days} d {time.Hours} h"),
    };

    /// <summary>How many there are in a second, a minute or an hour, whichever first has one.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        >= 1 => Invariant($"{perSecond:F1}/s"),
        >= 1.0 / 60 => Invariant($"{perSecond * 60:F1}/min"),
        _ => Invariant($"{perSecond * 3600:F1}/h"),
    };

    /// <summary>What a range test has found.</summary>
    public static string Of(OptimizerRangeTest test) => $"range test of {test.Optimizer.Name}: " + test.Outcome switch
    {
        Suggestion found => Invariant($"{found.Rate:G3} ({found.Low:G3} … {found.High:G3})") + Known("floor", found.Floor) + Known("peak", found.Peak),
        NoSuggestion none => none.Explanation,
        _ => "",
    };

    /// <summary>The value of a metric.</summary>
    public static string Number(double value) => Math.Abs(value) is 0 or (>= 0.001 and < 1000) ? Invariant($"{value:F4}") : Invariant($"{value:G4}");

    /// <summary>So many of something.</summary>
    public static string Count(long count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>What was chosen, where a few words must do.</summary>
    public static string Setting(Configuration configuration) =>
        configuration[Hyperparameters.Optimizer] is { } optimizer && configuration[Hyperparameters.LearningRate] is double rate
            ? $"{Value(optimizer)} at {Value(rate)}"
            : Everything(configuration);

    /// <summary>All that was chosen.</summary>
    public static string Everything(Configuration configuration) =>
        string.Join(", ", configuration.Values.Select(value => $"{value.Key} {Value(value.Value)}"));

    /// <summary>A text on one line, without what a terminal would take for a command.</summary>
    public static string Plain(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character)) : text;

    /// <summary>How many cells of a terminal a text takes: two for some characters.</summary>
    public static int Cells(string text) => new Segment(text).CellCount();

    /// <summary>A text on one line, cut where it is longer than so many cells.</summary>
    public static string Cut(string text, int cells)
    {
        text = Plain(text);
        if (Cells(text) <= cells)
            return text;
        var cut = new StringBuilder();
        int left = cells - 1;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            left -= Cells(element);
            if (left < 0)
                break;
            cut.Append(element);
        }
        return cells > 0 ? cut.Append('…').ToString() : "";
    }

    // Rules of other tools name neither.
    private static string Known(string name, double? rate) => rate is { } known ? Invariant($", {name} {known:G3}") : "";

    private static string Value(object value) => value is double number ? Invariant($"{number:G4}") : ComponentSettings.Text(value);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
