using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Runner.Processes;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads a study that runs a command: the key "command", and what goes with it.</summary>
internal static class CommandReader
{
    private const int MostFolds = 1_000_000;

    // The columns of the result log that a figure of a command would hide.
    private static readonly string[] _taken =
        ["fit", "trial", "repeat", "fold", "state", "objective", "epochs", "epoch", "best_epoch", "error", "attempts", "seconds"];

    // The same for hyperparameters.
    private static readonly string[] _takenOfTrials =
        ["trial", "state", "objective", "objective_sd", "objective_count", "pruned_fits", "diverged_fits", "epochs", "error", "seconds"];

    /// <summary>Reads the keys.</summary>
    /// <returns>The study, and the section that says what is varied.</returns>
    public static (Study Study, StudyNode Parameters) Read(StudySection root, string file, ulong seed, ISearchStrategy search)
    {
        foreach (string key in new[] { "data", "model", "training" })
        {
            if (root.Find(key) is { } unused)
                throw unused.Error("a study runs a command, or trains a network on data, not both. Leave out this key, or the command.");
        }
        var parameters = root.Get("parameters");
        var space = ReadSpace(parameters, search);
        string directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var reports = root.Find("reports");
        bool inFile = reports?.Text() switch
        {
            null or "stdout" => false,
            "file" => true,
            _ => throw reports.Error($"reports come by stdout or by file; got {Shown.Quoted(reports.Text())}."),
        };
        var command = ReadCommand(root.Get("command"), space, directory, inFile);
        var metric = root.Get("metric").Section("name", "goal");
        var goal = metric.Get("goal");
        bool maximize = goal.Text() switch
        {
            "maximize" => true,
            "minimize" => false,
            _ => throw goal.Error($"the goal must be maximize or minimize; got {Shown.Quoted(goal.Text())}."),
        };
        var further = root.Find("metrics")?.List() ?? [];
        StudyNode[] names = [metric.Get("name"), .. further];
        foreach (var (index, name) in names.Index())
        {
            RequireName(name, name.Text(), _taken, "a figure");
            if (names.Take(index).Any(earlier => earlier.Text() == name.Text()))
                throw name.Error($"{name.Text()} is listed twice. List each figure once; the study's metric is kept anyway.");
        }

        var (folds, share) = ReadFolds(root.Find("validation"));
        var study = new Study
        {
            Name = "",
            Source = new StudySource("", "", "", new Dictionary<string, string>()),
            Objective = new CommandObjective(TimeProvider.System)
            {
                Command = command,
                Figures = [.. names.Select(name => new Figure(name.Text(), $"{name.Text()}, as the command reports it") { AtEnd = true, AtBest = true, Optional = true })],
                StudyDirectory = directory,
                Folds = folds.Max(fold => fold.Number) + 1,
                ReportsInFile = inFile,
            },
            Metric = new StudyMetric(names[0].Text(), maximize),
            Folds = folds,
            ValidationShare = share,
            Space = space,
            Search = search,
            Seed = seed,
        };
        return (study, parameters);
    }

    private static SearchSpace ReadSpace(StudyNode node, ISearchStrategy search)
    {
        var space = new List<Hyperparameter>();
        var section = node.AnySection();
        foreach (string name in section.Keys)
        {
            var value = section.Get(name);
            RequireName(value, name, [.. _takenOfTrials, .. CommandPlaces.Names], "a hyperparameter");
            space.Add(new Hyperparameter(name, OfOneType(DomainReader.Read(value, each => new Choice(each.Value()), canBeRange: true, search is GridSearch))));
        }
        return space.Count > 0 ? new SearchSpace(space) : throw node.Error("at least one hyperparameter is needed here.");
    }

    // A column has one type: whole numbers beside others are numbers, numbers beside words are words.
    private static Domain OfOneType(Domain domain)
    {
        object[] values = [.. domain.Choices.Select(choice => choice.Value)];
        if (domain is RangeDomain || values.Select(value => value.GetType()).Distinct().Count() == 1)
            return domain;
        return values.All(value => value is int or double)
            ? new ListDomain([.. values.Select(value => new Choice(Convert.ToDouble(value, CultureInfo.InvariantCulture)))])
            : new ListDomain([.. values.Select(value => new Choice(ComponentSettings.Text(value)))]);
    }

    private static CommandArgument[] ReadCommand(StudyNode node, SearchSpace space, string directory, bool inFile)
    {
        var list = node.List();
        var arguments = list.Select(each => CommandArgument.Parse(each.TextOrEmpty())).ToArray();
        string[] known = [.. space.Names, .. CommandPlaces.Names.Where(name => inFile || name != CommandPlaces.MetricsFile)];
        for (int index = 0; index < arguments.Length; index++)
        {
            foreach (string name in arguments[index].Placeholders.Where(name => !known.Contains(name)))
            {
                throw list[index].Error(
                    $"there is nothing to put in the place of {{{name}}}.{Nearest.Hint(name, known)} Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}. " +
                    $"For braces around a word write {{{{{name}}}}}." + (name == CommandPlaces.MetricsFile ? " Reports come by that file where the study says reports: file." : ""));
            }
            // Commands run in folders of their own; what lies beside the study file is found all the same.
            if (!arguments[index].Placeholders.Any() && list[index].TextOrEmpty() is { Length: > 0 } text && !Path.IsPathRooted(text)
                && (index > 0 || text.Contains('/')) && (File.Exists(Path.Combine(directory, text)) || Directory.Exists(Path.Combine(directory, text))))
            {
                arguments[index] = new CommandArgument([(Path.GetFullPath(text, directory), false)]);
            }
        }
        if (!arguments[0].Placeholders.Any() && Programs.Trouble(arguments[0].Text(new Dictionary<string, string>()), directory) is { } trouble)
            throw list[0].Error(trouble);
        return arguments;
    }

    private static (StudyFold[] Folds, double Share) ReadFolds(StudyNode? node)
    {
        if (node is null)
            return ([new StudyFold(0, 0, 0)], 0);
        var section = node.Section("folds", "repeats");
        int folds = section.Get("folds").Count(MostFolds, "Folds"), repeats = section.Find("repeats")?.Count(MostFolds, "Repeats") ?? 1;
        if ((long)folds * repeats > MostFolds)
            throw node.Error($"{folds} folds and {repeats} repeats are more than {MostFolds} fits a trial. Use fewer.");
        return (
            [.. Enumerable.Range(0, folds * repeats).Select(index => new StudyFold(index, index / folds, index % folds))],
            // As k-fold has it; a single fold tells nothing of what repeats have in common.
            folds > 1 ? 1.0 / (folds - 1) : 0);
    }

    private static void RequireName(StudyNode node, string name, IReadOnlyCollection<string> taken, string what)
    {
        if (name.Length > 100 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') || char.IsAsciiDigit(name[0]))
            throw node.Error($"the name of {what} must be letters, digits and _, and not begin with a digit; got {Shown.Quoted(name)}.");
        if (taken.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw node.Error($"{what} cannot be named {name}: the result log or the command line uses that name. Use another.");
    }
}
