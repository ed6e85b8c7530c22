using System.Globalization;
using Spectre.Console;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Ranking;

/// <summary>Shows a ranking in the terminal.</summary>
internal static class RankingReport
{
    private const int RatesAcross = 9;

    // More than fit a screen are for a notebook.
    private const int MostGroups = 27;

    /// <summary>Writes tables, recommendation and warnings.</summary>
    public static void Write(StudyRanking ranking, IAnsiConsole console)
    {
        var study = ranking.Study;
        string epochs = study.Objective is NetworkObjective network ? $" after {(network.EarlyStopping is null && study.Pruner is null ? "" : "at most ")}{Count(network.Epochs, "epoch")}" : "";
        string intervals = FoldsOf(study) > 1 && study.ValidationShare > 0 ? "; 95 % intervals allow for the training rows that folds share" : "";
        console.WriteLine($"{study.Metric.Name}{epochs}, over {(study.Seeds > 1 ? $"{Count(FoldsOf(study), "fold")} with {Count(study.Seeds, "seed")} each" : Count(study.JudgingFolds, "fit") + " a setting")}{intervals}.");
        if (ranking.First is { } first)
            WriteTable(ranking, console, first, ranking.Second, ranking.By(first), ranked: true);
        if (ranking.Second is { } second)
            WriteTable(ranking, console, second, ranking.First, ranking.Along(second), ranked: false);
        foreach (string name in ranking.Others)
        {
            var groups = ranking.Along(name);
            if (groups.Count > 1)
                WriteTable(ranking, console, name, ranking.First, groups, ranked: false);
        }
        if (ranking is { First: not null, Second: not null })
            WriteMatrix(ranking, console, ranking.First, ranking.Second);
        if (ranking.Nested is { } nested)
            NestedReport.Write(ranking, nested, console);
        WriteRecommendation(ranking, console);
    }

    private static void WriteTable(
        StudyRanking ranking, IAnsiConsole console, string by, string? best, IReadOnlyList<RankedGroup> groups, bool ranked)
    {
        // What else the best setting of a group consists of, where anything else varies.
        bool others = groups.Any(group => group.Best is not null && Others(ranking, group.Best, by, best).Length > 0);
        console.WriteLine();
        if (!ranking.HasGroups(by))
        {
            console.WriteLine($"{Words(by)} has too many values for a table; trials.parquet has them all.");
            return;
        }
        console.WriteLine($"By {Words(by)}{(groups.Count > MostGroups ? Invariant($": the best {MostGroups} of {groups.Count}") : "")}");
        if (groups.Count > MostGroups)
            groups = [.. ranking.By(by).Take(MostGroups)];
        var table = new Table { Border = TableBorder.Simple };
        if (ranked)
            table.AddColumn(new TableColumn("rank").RightAligned());
        table.AddColumn(new TableColumn(Words(by)) { Alignment = ranked ? Justify.Left : Justify.Right });
        if (best is not null)
            table.AddColumn(new TableColumn("best " + Words(best)) { Alignment = ranked ? Justify.Right : Justify.Left });
        if (others)
            table.AddColumn("with");
        bool seeds = ranking.Study.Seeds > 1;
        foreach (string column in (string[])["mean", "sd", .. seeds ? ["sd of seeds"] : Array.Empty<string>(), "95 % interval", "settings diverged"])
            table.AddColumn(new TableColumn(column).RightAligned());

        foreach (var (index, group) in groups.Index())
        {
            var cells = new List<string>();
            if (ranked)
                cells.Add(group.Best is null ? "–" : Invariant($"{index + 1}"));
            cells.Add(Value(group.Value));
            if (best is not null)
                cells.Add(group.Best?.Configuration[best] is { } with ? Value(with) : "–");
            if (others)
                cells.Add(group.Best is null ? "" : Others(ranking, group.Best, by, best));
            string[] figures = Figures(ranking, group.Best);
            cells.AddRange([.. figures[..2], .. seeds ? [group.Best is null ? "–" : Number(group.Best.SeedDeviation)] : Array.Empty<string>(), figures[2]]);
            cells.Add(Invariant($"{group.Diverged} of {group.Trials}") + Part(group.Pruned, "pruned") + Part(group.Failed, "failed") + Part(group.Undefined, "NaN"));
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }
        console.Write(table);
    }

    private static void WriteMatrix(StudyRanking ranking, IAnsiConsole console, string first, string second)
    {
        var optimizers = ranking.By(first);
        var all = ranking.Along(second);
        if (optimizers.Count > MostGroups || all.Count > MostGroups)
        {
            console.WriteLine();
            string few = ranking.HasGroups(first) && ranking.HasGroups(second) ? $"{optimizers.Count} values of {Words(first)} by {all.Count} of {Words(second)}" : "Their values together";
            console.WriteLine($"{few} are too many for a table; trials.parquet has them all.");
            return;
        }
        // Where no two share a column, as each has rates of its own, the list by rates has it all.
        if (optimizers.Count != 1 && all.All(rate => optimizers.Count(optimizer => ranking.Cell(optimizer.Value, rate.Value) is not null) <= 1))
            return;
        // Tables of equal width: the last one is not left with a column or two.
        int tables = (all.Count + RatesAcross - 1) / RatesAcross;
        foreach (var rates in all.Chunk((all.Count + tables - 1) / tables))
        {
            console.WriteLine();
            console.WriteLine($"Best mean {ranking.Study.Metric.Name} by {Words(first)} and {Words(second)}");
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumn("");
            foreach (var rate in rates)
                table.AddColumn(new TableColumn(Value(rate.Value)).RightAligned());
            foreach (var optimizer in optimizers)
            {
                table.AddRow([
                    new Text(Value(optimizer.Value)),
                    .. rates.Select(rate => new Text(Cell(ranking.Cell(optimizer.Value, rate.Value)))),
                ]);
            }
            console.Write(table);
        }
    }

    private static void WriteRecommendation(StudyRanking ranking, IAnsiConsole console)
    {
        console.WriteLine();
        if (ranking.Best is not { } best)
        {
            console.WriteLine("No setting can be recommended: " + (ranking.UndefinedFits > 0
                ? Invariant($"{ranking.Study.Metric.Name} is NaN in {ranking.UndefinedFits} of {ranking.CompletedFits} fits that completed. ") +
                    "A fold whose validation rows lack one of the classes, or targets outside the metric's range, are the usual causes: use stratified folds, or another metric."
                : "none completed. Where they diverged, try lower learning rates; where they failed, trials.parquet has the errors."));
            return;
        }

        var study = ranking.Study;
        string others = Others(ranking, best, ranking.First, ranking.Second);
        if (study.Objective is NetworkObjective network && best.Configuration[Hyperparameters.BatchSize] is null)
            others = $"batch size {network.BatchSize}{(others.Length > 0 ? ", " : "")}{others}";
        console.WriteLine($"Recommended: {Setting(best, ranking.First, ranking.Second)}{(others.Length > 0 ? ", " : "")}{others}.");
        string[] figures = Figures(ranking, best);
        string spread = FoldsOf(study) == 1
            ? $", from one {(study.Seeds > 1 ? "fold" : "fit")} a setting: how much it varies is not known. Folds or repeats would tell."
            : $", 95 % interval {figures[2]}.";
        string optimism = study.Trials == 1 ? "" : $" It is the best of {Count(study.Trials, "setting")}, and so on the optimistic side";
        string inside = ranking.InsideInterval == 1 ? "the mean of 1 other" : Invariant($"the means of {ranking.InsideInterval} others");
        string selection = study.Trials == 1 ? "" : FoldsOf(study) == 1 ? optimism + "." : $"{optimism}; the interval also holds {inside}.";
        console.WriteLine($"{study.Metric.Name} {figures[0]}{spread}{selection}");
        foreach (string note in ranking.ExtensionNotes())
            console.WriteLine(note);
        foreach (string warning in ranking.EdgeWarnings())
            console.WriteLine("Warning: " + warning);
    }

    private static string[] Figures(StudyRanking ranking, TrialResult? trial)
    {
        if (trial is null)
            return ["–", "–", "–"];
        var summary = trial.Summary!;
        if (summary.Count == 1)
            return [Number(summary.Mean), "–", "–"];
        var interval = ranking.IntervalOf(trial);
        return [Number(summary.Mean), Number(summary.StandardDeviation), $"{Number(interval.Low)} … {Number(interval.High)}"];
    }

    private static string Cell(RankedGroup? cell) => cell switch
    {
        null => "",
        { Best: { } best } => Number(best.Objective),
        { Failed: > 0 } => "failed",
        { Diverged: > 0 } => "diverged",
        { Undefined: > 0 } => "NaN",
        _ => "pruned",
    };

    // "adam at learning rate 0.01"; in a study of something else "depth 3, width 10".
    internal static string Setting(TrialResult trial, string? first, string? second)
    {
        if (first == Hyperparameters.Optimizer && trial.Configuration[first] is { } optimizer)
        {
            return second is not null && trial.Configuration[second] is { } value
                ? $"{Value(optimizer)} {(second == Hyperparameters.LearningRate ? "at" : "with")} {Words(second)} {Value(value)}"
                : Value(optimizer);
        }
        return string.Join(", ", trial.Configuration.Values
            .Where(value => value.Key == first || value.Key == second)
            .Select(value => $"{Words(value.Key)} {Value(value.Value)}"));
    }

    // What varies only: what is the same in all settings tells nothing.
    internal static string Others(StudyRanking ranking, TrialResult trial, params string?[] shown) => string.Join(", ", trial.Configuration.Values
        .Where(value => !shown.Contains(value.Key) && !ranking.FollowsFromSchedule(value.Key) && (ranking.Study.Objective is NetworkObjective || ranking.Study.Space.Varies(value.Key)))
        .Select(value => $"{Words(value.Key)} {Value(value.Value)}"));

    internal static string Value(object value) => value is double number ? Invariant($"{number:G4}") : Shown.Plain(ComponentSettings.Text(value));

    internal static string Number(double number) => Math.Abs(number) switch
    {
        0 => "0",
        >= 1000 or < 0.001 => Invariant($"{number:G4}"),
        _ => Invariant($"{number:F4}"),
    };

    // A fold has a score, however many seeds it is the mean of.
    private static int FoldsOf(Study study) => study.JudgingFolds / study.Seeds;

    private static string Part(int count, string what) => count > 0 ? Invariant($", {count} {what}") : "";

    internal static string Words(string name) => name.Replace('_', ' ');

    internal static string Count(long count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
