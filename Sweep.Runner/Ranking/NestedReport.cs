using System.Globalization;
using Spectre.Console;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Ranking;

/// <summary>Shows in the terminal what choosing by inner folds is worth.</summary>
internal static class NestedReport
{
    private const int MostGroups = 27;
    private const int ShownChoices = 4;

    /// <summary>Writes a table with a line for each group and one for all settings, and says what it means.</summary>
    public static void Write(StudyRanking ranking, NestedEstimate all, IAnsiConsole console)
    {
        var study = ranking.Study;
        int folds = study.JudgingFolds / study.Seeds;
        console.WriteLine();
        console.WriteLine($"Nested: in each of {RankingReport.Count(folds, "outer fold")} the setting with the best mean over the inner folds was chosen, and judged by rows that had no say in it.");
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(ranking.First is null ? "" : RankingReport.Words(ranking.First));
        foreach (string column in new[] { "chosen: mean", "95 % interval", "best by its own folds", "optimism" })
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("chosen in so many folds");
        if (ranking.First is { } first)
        {
            foreach (var group in ranking.By(first).Take(MostGroups))
            {
                if (ranking.NestedOf(group.Value) is { } estimate)
                    Add(RankingReport.Value(group.Value), estimate, group.Best, trial => Within(ranking, trial));
            }
        }
        Add("all", all, ranking.Best, trial => Joined(
            RankingReport.Setting(trial, ranking.First, ranking.Second), RankingReport.Others(ranking, trial, ranking.First, ranking.Second)));
        console.Write(table);
        if (all.Summary is { } nested && ranking.Best is { } best)
        {
            double optimism = ranking.Optimism(best, nested);
            console.WriteLine(
                $"Chosen by inner folds, settings are worth {RankingReport.Number(nested.Mean)}; the best of the grid by its own folds looks {(optimism < 0 ? "worse" : "better")} by {Difference(Math.Abs(optimism), nested.Mean)}.");
        }

        void Add(string name, NestedEstimate estimate, TrialResult? ofGrid, Func<TrialResult, string> setting)
        {
            var summary = estimate.Summary;
            table.AddRow([.. new[]
            {
                name,
                summary is null ? "–" : RankingReport.Number(summary.Mean),
                summary is null || summary.Count == 1 ? "–" : ranking.IntervalOf(summary) is var interval ? $"{RankingReport.Number(interval.Low)} … {RankingReport.Number(interval.High)}" : "",
                ofGrid is null ? "–" : RankingReport.Number(ofGrid.Objective),
                summary is null || ofGrid is null ? "–" : Difference(ranking.Optimism(ofGrid, summary), summary.Mean),
                Choices(estimate, setting),
            }.Select(cell => new Text(cell))]);
        }
    }

    // With the digits of what it is a difference of.
    private static string Difference(double difference, double of) => Math.Abs(of) is >= 0.001 and < 1000
        ? (Math.Round(difference, 4) + 0.0).ToString("F4", CultureInfo.InvariantCulture) // + 0 makes −0 a 0
        : RankingReport.Number(difference);

    private static string Choices(NestedEstimate estimate, Func<TrialResult, string> setting)
    {
        int undefined = estimate.Scores.Count(double.IsNaN);
        string[] parts =
        [
            .. estimate.Choices.Take(ShownChoices).Select(choice => $"{setting(choice.Trial)}: {choice.Folds}"),
            .. estimate.Choices.Count > ShownChoices ? [$"{RankingReport.Count(estimate.Choices.Count - ShownChoices, "other")}: {estimate.Choices.Skip(ShownChoices).Sum(choice => choice.Folds)}"] : Array.Empty<string>(),
            .. undefined > 0 ? [$"without a score there: {undefined}"] : Array.Empty<string>(),
            .. estimate.Unchosen > 0 ? [$"nothing to choose: {estimate.Unchosen}"] : Array.Empty<string>(),
        ];
        return string.Join("; ", parts);
    }

    // What tells the settings of a group apart.
    private static string Within(StudyRanking ranking, TrialResult trial) => Joined(
        ranking.Second is { } second && trial.Configuration[second] is { } value ? RankingReport.Value(value) : "",
        RankingReport.Others(ranking, trial, ranking.First, ranking.Second));

    private static string Joined(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));
}
