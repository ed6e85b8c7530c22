using System.Globalization;
using Spectre.Console;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Ranking;

/// <summary>Shows a ranking in the terminal.</summary>
internal static class RankingReport
{
    private const int RatesAcross = 9;

    // More than fit a screen are for a notebook.
    private const int MostGroups = 27;

    private static readonly string[] _main = [Hyperparameters.Optimizer, Hyperparameters.LearningRate];

    /// <summary>Writes tables, recommendation and warnings.</summary>
    public static void Write(StudyRanking ranking, IAnsiConsole console)
    {
        var study = ranking.Study;
        console.WriteLine($"{study.Objective.Name} after {Count(study.Epochs, "epoch")}, over {Count(study.Folds.Count, "fit")} a setting; " +
            "95 % intervals allow for the training rows that folds share.");
        WriteTable(ranking, console, Hyperparameters.Optimizer, Hyperparameters.LearningRate, ranking.By(Hyperparameters.Optimizer), ranked: true);
        WriteTable(ranking, console, Hyperparameters.LearningRate, Hyperparameters.Optimizer, ranking.Along(Hyperparameters.LearningRate), ranked: false);
        foreach (string name in ranking.Study.Space.Names.Except(_main, StringComparer.Ordinal))
        {
            var groups = ranking.Along(name);
            if (groups.Count > 1)
                WriteTable(ranking, console, name, Hyperparameters.Optimizer, groups, ranked: false);
        }
        WriteMatrix(ranking, console);
        WriteRecommendation(ranking, console);
    }

    private static void WriteTable(
        StudyRanking ranking, IAnsiConsole console, string by, string best, IReadOnlyList<RankedGroup> groups, bool ranked)
    {
        // What else the best setting of a group consists of, where anything else varies.
        bool others = groups.Any(group => group.Best is not null && Others(group.Best, by, best).Length > 0);
        console.WriteLine();
        console.WriteLine($"By {Words(by)}{(groups.Count > MostGroups ? Invariant($": the best {MostGroups} of {groups.Count}") : "")}");
        if (groups.Count > MostGroups)
            groups = [.. ranking.By(by).Take(MostGroups)];
        var table = new Table { Border = TableBorder.Simple };
        if (ranked)
            table.AddColumn(new TableColumn("rank").RightAligned());
        table.AddColumn(new TableColumn(Words(by)) { Alignment = ranked ? Justify.Left : Justify.Right });
        table.AddColumn(new TableColumn("best " + Words(best)) { Alignment = ranked ? Justify.Right : Justify.Left });
        if (others)
            table.AddColumn("with");
        foreach (string column in new[] { "mean", "sd", "95 % interval", "settings diverged" })
            table.AddColumn(new TableColumn(column).RightAligned());

        foreach (var (index, group) in groups.Index())
        {
            var cells = new List<string>();
            if (ranked)
                cells.Add(group.Best is null ? "–" : Invariant($"{index + 1}"));
            cells.Add(Value(group.Value));
            cells.Add(group.Best is null ? "–" : Value(group.Best.Configuration[best]!));
            if (others)
                cells.Add(group.Best is null ? "" : Others(group.Best, by, best));
            cells.AddRange(Figures(ranking, group.Best));
            cells.Add(Invariant($"{group.Diverged} of {group.Trials}") + (group.Failed > 0 ? Invariant($", {group.Failed} failed") : ""));
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }
        console.Write(table);
    }

    private static void WriteMatrix(StudyRanking ranking, IAnsiConsole console)
    {
        var optimizers = ranking.By(Hyperparameters.Optimizer);
        var all = ranking.Along(Hyperparameters.LearningRate);
        if (optimizers.Count > MostGroups || all.Count > MostGroups)
        {
            console.WriteLine();
            console.WriteLine($"{optimizers.Count} optimizers by {all.Count} learning rates are too many for a table; trials.parquet has them all.");
            return;
        }
        foreach (var rates in all.Chunk(RatesAcross))
        {
            console.WriteLine();
            console.WriteLine($"Best mean {ranking.Study.Objective.Name} by optimizer and learning rate");
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumn("");
            foreach (var rate in rates)
                table.AddColumn(new TableColumn(Value(rate.Value)).RightAligned());
            foreach (var optimizer in optimizers)
            {
                table.AddRow([
                    new Text(Value(optimizer.Value)),
                    .. rates.Select(rate => new Text(Cell(ranking.Cell(
                        Hyperparameters.Optimizer, optimizer.Value, Hyperparameters.LearningRate, rate.Value)))),
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
            console.WriteLine(
                "No setting can be recommended: none completed. Where they diverged, try lower learning rates; where they failed, " +
                "trials.parquet has the errors.");
            return;
        }

        var study = ranking.Study;
        string others = Others(best, _main);
        if (best.Configuration[Hyperparameters.BatchSize] is null)
            others = $"batch size {study.BatchSize}{(others.Length > 0 ? ", " : "")}{others}";
        console.WriteLine(
            $"Recommended: {best.Configuration[Hyperparameters.Optimizer]} at learning rate {Value(best.Configuration[Hyperparameters.LearningRate]!)}, {others}.");
        string[] figures = Figures(ranking, best);
        console.WriteLine(study.Trials == 1
            ? $"{study.Objective.Name} {figures[0]}, 95 % interval {figures[2]}."
            : $"{study.Objective.Name} {figures[0]}, 95 % interval {figures[2]}. It is the best of {Count(study.Trials, "setting")}, and so on the optimistic side; " +
              $"the interval also holds {(ranking.InsideInterval == 1 ? "the mean of 1 other" : Invariant($"the means of {ranking.InsideInterval} others"))}.");
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
        _ => "diverged",
    };

    private static string Others(TrialResult trial, params string[] shown) => string.Join(", ", trial.Configuration.Values
        .Where(value => !shown.Contains(value.Key))
        .Select(value => $"{Words(value.Key)} {Value(value.Value)}"));

    private static string Value(object value) => value is double number ? Invariant($"{number:G4}") : ComponentSettings.Text(value);

    private static string Number(double number) => Math.Abs(number) switch
    {
        0 => "0",
        >= 1000 or < 0.001 => Invariant($"{number:G4}"),
        _ => Invariant($"{number:F4}"),
    };

    private static string Words(string name) => name.Replace('_', ' ');

    private static string Count(long count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
