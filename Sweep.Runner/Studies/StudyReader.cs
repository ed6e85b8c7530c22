using System.Security.Cryptography;
using System.Text;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Numerics;
using Sweep.Core.Training;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Validation;

namespace Sweep.Runner.Studies;

/// <summary>Reads a study file, and its data with it, into one checked model. docs/study-file.md describes the keys.</summary>
public static class StudyReader
{
    /// <summary>Reads a study.</summary>
    /// <param name="path">The study file, or the folder that holds it as study.yaml.</param>
    /// <exception cref="InputException">Something in the file or the data is not as it must be.</exception>
    public static Study Read(string path)
    {
        string file = FileOf(path);
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: the study file cannot be read. {error.Message}", error);
        }
        return Read(text, file);
    }

    /// <summary>The study file that a path stands for.</summary>
    public static string FileOf(string path) => Directory.Exists(path) ? Path.Combine(path, "study.yaml") : path;

    private static Study Read(string text, string file)
    {
        var root = StudyNode.Parse(text, file).Section();
        var name = root.Get("name");
        string question = root.Find("question")?.Text() ?? "";
        var (data, model, training) = (root.Get("data").Section(), root.Get("model").Section(), root.Get("training").Section());
        var (validation, metric, parameters) = (root.Get("validation").Section(), root.Get("metric").Section(), root.Get("parameters").Section());
        ulong seed = root.Find("seed")?.Seed() ?? 1;
        if (root.Find("method") is { } method && method.Text() != "grid")
            throw method.Error($"there is no search method named \"{method.Text()}\". Known: grid.");
        root.RefuseUnknown();

        var lossNode = training.Get("loss");
        var loss = lossNode.Named(LossFunctions.Catalog);
        var (dataset, standardize, dataDigest) = ReadData(data, file, loss, lossNode);
        var folds = ReadFolds(validation, dataset, standardize, seed);
        var metrics = EvaluationMetrics.Catalog.Names
            .Select(each => new NamedMetric(each, EvaluationMetrics.Catalog.Create(each)))
            .Where(each => each.Metric.Judges(dataset.Target))
            .ToArray();
        var space = new SpaceReader(folds.Min(fold => fold.Rows.Training.Length));
        var study = new Study
        {
            Name = name.Text(),
            Question = question,
            Source = new StudySource(text, Digest(Encoding.UTF8.GetBytes(text)), dataDigest),
            Data = dataset,
            Folds = folds,
            Network = ReadNetwork(model, dataset),
            Loss = loss,
            Metrics = metrics,
            Objective = ReadObjective(metric, metrics),
            Schedule = training.Find("schedule")?.Named(LearningRateSchedules.Catalog) ?? new Constant(),
            BatchSize = space.ReadBatchSize(training.Get("batch_size")),
            Epochs = ReadCount(training.Get("epochs"), 1, "Epochs"),
            DivergenceFactor = training.Find("divergence_factor") is { } factor
                ? factor.Checked(() => Check.Above(1, factor.Number(), "DivergenceFactor"))
                : 1000,
            Space = space.Read(parameters),
            Seed = seed,
        };
        training.RefuseUnknown();
        return study;
    }

    private static (Dataset Data, bool Standardize, string Digest) ReadData(
        StudySection section, string studyFile, ILoss loss, StudyNode lossNode)
    {
        var (file, target, scale) = (section.Get("file"), section.Get("target"), section.Find("scale"));
        section.RefuseUnknown();
        bool standardize = scale?.Text() switch
        {
            null or "standardize" => true,
            "none" => false,
            _ => throw scale.Error($"there is no scaling named \"{scale.Text()}\". Known: none, standardize."),
        };

        string path = Path.GetRelativePath(
            Environment.CurrentDirectory, Path.GetFullPath(file.Text(), Path.GetDirectoryName(Path.GetFullPath(studyFile))!));
        if (!File.Exists(path))
            throw file.Error($"there is no file {path}. The path is taken from the study file's folder.");
        var csv = CsvFile.Open(path, path);
        if (!csv.Columns.Contains(target.Text()))
        {
            throw target.Error(
                $"{path} has no column named \"{target.Text()}\".{Nearest.Hint(target.Text(), csv.Columns)} " +
                $"It has {csv.Columns.Count}: {Shortened(csv.Columns)}.");
        }

        var data = csv.Read(target.Text(), loss.Target);
        if (loss.Target == TargetKind.TwoClasses && data.Classes.Count != 2)
        {
            throw lossNode.Error(
                $"{lossNode.Text()} needs exactly 2 classes; the target {target.Text()} has {data.Classes.Count}. Use cross_entropy.");
        }
        if (loss.Target == TargetKind.Classes && data.Classes.Count < 2)
            throw lossNode.Error($"{lossNode.Text()} needs at least 2 classes; the target {target.Text()} has only \"{data.Classes[0]}\".");
        if (data.Classes.Count > 2 && data.Classes.Count > data.Rows / 2)
        {
            throw lossNode.Error(
                $"{lossNode.Text()} needs classes that repeat; the target {target.Text()} has {data.Classes.Count} different values in " +
                $"{data.Rows} rows. If it is a number to predict, use mean_squared_error.");
        }
        return (data, standardize, Digest(csv.Bytes));
    }

    private static StudyFold[] ReadFolds(StudySection section, Dataset data, bool standardize, ulong seed)
    {
        var (kind, folds, repeatsNode) = (section.Get("kind"), section.Get("folds"), section.Find("repeats"));
        bool shuffle = section.Find("shuffle")?.Flag() ?? true;
        section.RefuseUnknown();
        int repeats = repeatsNode is null ? 1 : ReadCount(repeatsNode, 1, "Repeats");
        if (repeats > 1 && !shuffle)
            throw repeatsNode!.Error("without shuffling every repeat has the same folds. Use 1 repeat, or shuffle.");

        var splitter = kind.Named(Splitters.Catalog);
        folds.Checked(() =>
        {
            ComponentSettings.Set(splitter, ComponentSettings.Of(splitter)["folds"], folds.Integer());
            return splitter;
        });
        int[]? classes = data.ClassOfRows();
        if (splitter is StratifiedKFold && classes is not null)
            RequireEveryClass(folds, data, classes, splitter.Folds);

        return folds.Checked(() => Enumerable.Range(0, repeats)
            .SelectMany(repeat => splitter
                .Split(data.Rows, classes, shuffle ? new RandomStream(seed, RandomPurpose.Folds, repeat) : null)
                .Select((fold, number) => new StudyFold(repeat, number, fold, standardize
                    ? Standardizer.Fit(data, fold.Training)
                    : Standardizer.None(data.FeatureNames.Count))))
            .ToArray());
    }

    private static void RequireEveryClass(StudyNode node, Dataset data, int[] classes, int folds)
    {
        var (number, rows) = classes.CountBy(each => each).MinBy(entry => entry.Value);
        if (rows < folds)
        {
            throw node.Error(
                $"every fold needs a row of every class, and class {data.Classes[number]} has {rows}, which do not reach {folds} folds. " +
                $"Use at most {rows} folds, or k_fold.");
        }
    }

    private static Network ReadNetwork(StudySection section, Dataset data)
    {
        var (kind, hidden, activation) = (section.Get("kind"), section.Find("hidden"), section.Find("activation"));
        if (kind.Text() != "mlp")
            throw kind.Error($"there is no model named \"{kind.Text()}\". Known: mlp.");
        section.RefuseUnknown();
        int[] units = [.. (hidden?.ListOrEmpty() ?? []).Select(each => ReadCount(each, 1, "Hidden"))];
        var function = activation?.Named(Activations.Catalog) ?? new Relu();
        try
        {
            return Network.Perceptron(data.FeatureNames.Count, units, function, data.TargetColumns);
        }
        catch (OverflowException error)
        {
            throw new InputException(hidden!.Error($"the network has more than {int.MaxValue} weights. Use fewer units.").Message, error);
        }
    }

    private static Objective ReadObjective(StudySection section, IReadOnlyList<NamedMetric> metrics)
    {
        var (name, goal) = (section.Get("name"), section.Find("goal"));
        section.RefuseUnknown();
        Objective[] known =
        [
            Objective.Loss,
            .. metrics.Select((metric, index) => new Objective(Objective.Prefix + metric.Name, metric.Metric.HigherIsBetter, index)),
        ];
        var names = known.Select(each => each.Name).Order(StringComparer.Ordinal).ToArray();
        var objective = known.FirstOrDefault(each => each.Name == name.Text())
            ?? throw name.Error($"there is no metric named \"{name.Text()}\" for this target.{Nearest.Hint(name.Text(), names)} Known: {string.Join(", ", names)}.");
        string right = objective.Maximize ? "maximize" : "minimize";
        if (goal is not null && goal.Text() != right)
            throw goal.Error($"the goal for {objective.Name} must be {right}; got \"{goal.Text()}\". It can also be left out.");
        return objective;
    }

    private static int ReadCount(StudyNode node, int least, string setting) =>
        node.Checked(() => Check.AtLeast(least, node.Integer(), setting));

    private static string Shortened(IReadOnlyList<string> names) =>
        names.Count <= 8 ? string.Join(", ", names) : string.Join(", ", names.Take(6)) + $", … , {names[^1]}";

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
