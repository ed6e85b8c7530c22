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
    private const int LongestName = 100;

    // The columns of the result log that a figure of a command would hide, and the words of a report that are no figures.
    private static readonly string[] _notFigures =
        ["fit", "trial", "repeat", "fold", "state", "objective", "epochs", "epoch", "best_epoch", "diverged", "error", "attempts", "seconds"];

    // The same for hyperparameters, and the variable by which a command is found.
    private static readonly string[] _notHyperparameters =
        ["trial", "state", "objective", "objective_sd", "objective_count", "pruned_fits", "diverged_fits", "epochs", "error", "seconds", "token", .. CommandPlaces.Names];

    /// <summary>Reads the keys.</summary>
    /// <returns>The study, and the section that says what is varied.</returns>
    public static (Study Study, StudyNode Parameters) Read(StudySection root, string file, ulong seed, ISearchStrategy search, StudyLimits limits)
    {
        foreach (string key in new[] { "data", "model", "training", "range_test" })
        {
            if (root.Find(key) is { } unused)
                throw unused.Error("a study runs a command, or trains a network on data, not both. Leave out this key, or the command.");
        }
        if (limits.Memory is not null && Programs.Find(CommandProcess.MemoryLimiter, "/") is null)
        {
            throw root.Get("limits").Key("memory").Error(
                $"the program {CommandProcess.MemoryLimiter} (util-linux) holds commands to it, and it is not there. Install it, or leave this out.");
        }
        string directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var parameters = root.Get("parameters");
        var space = ReadSpace(parameters, search);
        bool inFile = ReadReports(root.Find("reports"));
        var command = ReadCommand(root.Get("command"), space, directory, inFile);
        var metric = root.Get("metric").Section("name", "goal");
        var figures = ReadFigures([metric.Get("name"), .. root.Find("metrics")?.List() ?? []]);
        bool maximize = ReadGoal(metric.Get("goal"));
        var (folds, share) = ReadFolds(root.Find("validation"));
        var study = new Study
        {
            Name = "",
            Source = new StudySource("", "", "", new Dictionary<string, string>()),
            Objective = new CommandObjective(TimeProvider.System)
            {
                Command = command,
                Figures = figures,
                StudyDirectory = directory,
                Folds = folds.Max(fold => fold.Number) + 1,
                ReportsInFile = inFile,
                MemoryBytes = limits.Memory?.Bytes,
            },
            Metric = new StudyMetric(figures[0].Name, maximize),
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
        var section = node.AnySection();
        foreach (string name in section.Keys)
            RequireName(section.Get(name), name, _notHyperparameters, "a hyperparameter");
        RequireDifferent(section.Keys.Select(name => (name, section.Get(name))));
        Hyperparameter[] space =
        [
            .. section.Keys.Select(name => new Hyperparameter(
                name, OfOneKind(section.Get(name), DomainReader.Read(section.Get(name), ReadValue, canBeRange: true, search.WalksValues)))),
        ];
        return space.Length > 0 ? new SearchSpace(space) : throw node.Error("at least one hyperparameter is needed here.");
    }

    private static Choice ReadValue(StudyNode node)
    {
        object value = node.Value();
        if (value is string text)
            RequireText(node, text);
        return new Choice(value);
    }

    // A column has one type, and so has what a command finds in its file of parameters: whole numbers beside others are numbers, and nothing else mixes.
    private static Domain OfOneKind(StudyNode node, Domain domain)
    {
        object[] values = [.. domain.Choices.Select(choice => choice.Value)];
        if (values.Select(value => value.GetType()).Distinct().Count() <= 1)
            return domain;
        if (values.All(value => value is int or double))
            return new ListDomain([.. values.Select(value => new Choice(Convert.ToDouble(value, CultureInfo.InvariantCulture)))]);
        object other = values.First(value => KindOf(value) != KindOf(values[0]));
        throw node.Error(
            $"the values of a hyperparameter must be of one kind; got {KindOf(values[0])} ({Shown.Plain(ComponentSettings.Text(values[0]))}) " +
            $"and {KindOf(other)} ({Shown.Plain(ComponentSettings.Text(other))}). In quotes all of them are texts.");
    }

    private static string KindOf(object value) => value switch
    {
        int or double => "a number",
        bool => "true or false",
        _ => "a text",
    };

    private static bool ReadReports(StudyNode? node) => node?.Text() switch
    {
        null or "stdout" => false,
        "file" => true,
        var other => throw node.Error($"reports must come by stdout or by file; got {Shown.Quoted(other)}."),
    };

    private static bool ReadGoal(StudyNode node) => node.Text() switch
    {
        "maximize" => true,
        "minimize" => false,
        var other => throw node.Error($"the goal must be maximize or minimize; got {Shown.Quoted(other)}."),
    };

    private static Figure[] ReadFigures(StudyNode[] names)
    {
        foreach (var name in names)
            RequireName(name, name.Text(), _notFigures, "a figure");
        RequireDifferent(names.Select(name => (name.Text(), name)));
        if (names.FirstOrDefault(name => names.Any(other => string.Equals(name.Text(), "best_" + other.Text(), StringComparison.OrdinalIgnoreCase))) is { } best)
        {
            throw best.Error(
                $"the result log has a column {best.Text()} of its own, for the value of {best.Text()["best_".Length..]} at the best epoch. Leave it out, or use another name.");
        }
        return [.. names.Select(name => new Figure(name.Text(), $"{name.Text()}, as the command reports it") { AtEnd = true, AtBest = true, Optional = true })];
    }

    private static CommandArgument[] ReadCommand(StudyNode node, SearchSpace space, string directory, bool inFile)
    {
        if (node.IsScalar)
            throw node.Error("a command is a list of the program and its arguments, which no shell reads, like [python3, train.py, --lr, \"{learning_rate}\"].");
        string[] known = [.. space.Names, .. CommandPlaces.Names.Where(name => inFile || name != CommandPlaces.MetricsFile)];
        CommandArgument[] command = [.. node.List().Select(each => ReadArgument(each, known, directory))];
        command[0] = AsProgram(node.List()[0], command[0], directory);
        return command;
    }

    private static CommandArgument ReadArgument(StudyNode node, string[] known, string directory)
    {
        if (!node.IsScalar)
            throw node.Error("an argument is a text, and braces and brackets make something else of it. Put it in quotes, like \"{learning_rate}\".");
        string text = node.TextOrEmpty();
        RequireText(node, text);
        var argument = new CommandArgument(text);
        if (argument.Placeholders.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw node.Error(
                $"there is nothing to put in the place of {{{unknown}}}.{Nearest.Hint(unknown, known)} Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}. " +
                (unknown == CommandPlaces.MetricsFile ? "For reports by a file, say reports: file." : $"For braces around a word write {{{{{unknown}}}}}."));
        }
        // Commands run in folders of their own; a file beside the study file is found all the same.
        return text.Length > 0 && !argument.Placeholders.Any() && File.Exists(Path.Combine(directory, text))
            ? CommandArgument.Literal(Path.GetFullPath(text, directory))
            : argument;
    }

    // A program without a slash is one of PATH, whatever lies beside the study file.
    private static CommandArgument AsProgram(StudyNode node, CommandArgument program, string directory)
    {
        if (program.Placeholders.Any())
            return program;
        string text = node.TextOrEmpty();
        if (text.Length == 0)
            throw node.Error("the first entry must name a program; got nothing.");
        if (Programs.Trouble(text, directory) is { } trouble)
            throw node.Error(trouble);
        return text.Contains('/') ? program : CommandArgument.Literal(text);
    }

    private static (StudyFold[] Folds, double Share) ReadFolds(StudyNode? node)
    {
        if (node is null)
            return ([new StudyFold(0, 0, 0)], 0);
        var section = node.Section("folds", "repeats", "seeds");
        int folds = section.Get("folds").Count(MostFolds, "Folds"), repeats = section.Find("repeats")?.Count(MostFolds, "Repeats") ?? 1;
        int seeds = section.Find("seeds")?.Count(MostFolds, "Seeds") ?? 1;
        if ((double)folds * repeats * seeds > MostFolds)
            throw node.Error($"{folds} folds{(seeds > 1 ? $", {repeats} repeats and {seeds} seeds" : $" and {repeats} repeats")} are more than {MostFolds} fits a trial. Use fewer.");
        return (
            [
                .. Enumerable.Range(0, folds * repeats * seeds)
                    .Select(index => new StudyFold(index, index / seeds / folds, index / seeds % folds) { SeedNumber = index % seeds }),
            ],
            // As k-fold has it; a single fold tells nothing of what repeats have in common.
            folds > 1 ? 1.0 / (folds - 1) : 0);
    }

    // Columns and environment variables do not tell case.
    private static void RequireDifferent(IEnumerable<(string Name, StudyNode Node)> names)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, node) in names)
        {
            if (!seen.TryAdd(name, name))
            {
                throw node.Error(seen[name] == name
                    ? $"{name} is listed twice. List each figure once, the study's metric only as that."
                    : $"{seen[name]} and {name} differ in nothing but case, which the result log and the environment do not tell. Use another name.");
            }
        }
    }

    private static void RequireName(StudyNode node, string name, IReadOnlyCollection<string> taken, string what)
    {
        if (name.Length > LongestName || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') || char.IsAsciiDigit(name[0]))
            throw node.Error($"the name of {what} must be letters, digits and _, up to {LongestName} of them, and not begin with a digit; got {Shown.Quoted(name)}.");
        if (taken.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw node.Error($"{what} cannot be named {name}: the result log or the command's environment uses that name. Use another.");
    }

    private static void RequireText(StudyNode node, string text)
    {
        if (text.Contains('\0'))
            throw node.Error("a text that a command is handed cannot have a zero character in it, at which it would end.");
    }
}
