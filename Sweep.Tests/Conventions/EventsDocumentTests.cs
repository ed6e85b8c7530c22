using System.Text.Json;
using System.Text.RegularExpressions;
using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Trials;
using Sweep.Strategies.RangeTest;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Conventions;

public partial class EventsDocumentTests
{
    [Fact]
    public void The_description_of_the_events_has_every_field_in_order_and_no_other()
    {
        var study = TestStudy.Of((_, _) => 0, trials: 1, folds: 1);
        var failed = new FitResult(0, 0, 1, study.Suggest(0), study.Folds[0] with { Inner = 0 }, FitOutcome.Failed("why"), 1, TimeSpan.Zero);
        var trial = TrialResult.Of([failed]);

        AssertDescribed(EventLine.Of(new OptimizerRangeTest(0, new ComponentChoice("adam", "adam"), null!, new NoSuggestion(NoSuggestionReason.Flat, "why"))));
        AssertDescribed(EventLine.Started(study, 0, 1, 1));
        AssertDescribed(EventLine.RoundStarted(study, 1, 1));
        AssertDescribed(EventLine.Of(failed, new ProgressTally(study, TimeProvider.System)));
        AssertDescribed(EventLine.Of(trial));
        AssertDescribed(EventLine.Ended(study, "Done", 1, 1, trial));
    }

    private static void AssertDescribed(string line)
    {
        using var told = JsonDocument.Parse(line);
        string[] fields = [.. told.RootElement.EnumerateObject().Select(field => field.Name)];
        string text = Repository.Read("docs/events.md");
        string heading = $"\n## {told.RootElement.GetProperty("event").GetString()}\n";
        int start = text.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/events.md has no section{heading}");
        int end = text.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        string section = end < 0 ? text[start..] : text[start..end];

        Assert.Equal(fields[1..], Row().Matches(section).Select(row => row.Groups["field"].Value));
    }

    [GeneratedRegex(@"^\| `(?<field>\w+)` \| ", RegexOptions.Multiline)]
    private static partial Regex Row();
}
