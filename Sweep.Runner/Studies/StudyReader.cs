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
using Sweep.Strategies.Search;
using Sweep.Strategies.Validation;

namespace Sweep.Runner.Studies;

/// <summary>Reads a study file, and its data with it, into one checked model. docs/study-file.md describes the keys.</summary>
public static class StudyReader
{
    // More than anybody needs and less than would keep a machine busy before the first fit.
    private const int MostEpochs = 1_000_000;
    private const int MostRepeats = 1_000;
    private const int MostUnits = 1_000_000;
    private const int MostWeights = 250_000_000;
    private const long MostFoldRows = 500_000_000;

    /// <summary>Reads a study.</summary>
    /// <param name="path">The study file, or the folder that holds it as study.yaml.</param>
    /// <exception cref="InputException">Something in the file or the data is not as it must be.</exception>
    public static Study Read(string path)
    {
        string file = FileOf(path);
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{file}: the study file cannot be read. {Shown.Sentence(error.Message)} Give a study file, or a folder that has a study.yaml.", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new InputException($"{file}: the study file is not UTF-8 text. Save it as UTF-8.", error);
        }
        return Read(text, file);
    }

    /// <summary>The study file that a path stands for.</summary>
    public static string FileOf(string path) => Directory.Exists(path) ? Path.Combine(path, "study.yaml") : path;

    private static Study Read(string text, string file)
    {
        var root = StudyNode.Parse(text, file).Section(
            "name", "question", "data", "model", "training", "validation", "method", "metric", "parameters", "seed");
        var name = root.Get("name");
        string question = root.Find("question")?.Text() ?? "";
        var data = root.Get("data").Section("file", "target", "scale");
        var model = root.Get("model").Section("kind", "hidden", "activation");
        var training = root.Get("training").Section("epochs", "batch_size", "loss", "schedule", "divergence_factor");
        var validation = root.Get("validation").Section("kind", "folds", "repeats", "shuffle");
        var metric = root.Get("metric").Section("name", "goal");
        var parameters = root.Get("parameters").Section(Hyperparameters.All);
        ulong seed = root.Find("seed")?.Seed() ?? 1;
        if (root.Find("method") is { } method && method.Text() != "grid")
            throw method.Error($"there is no search method named {Shown.Quoted(method.Text())}. Known: grid.");

        var lossNode = training.Get("loss");
        var loss = lossNode.Named(LossFunctions.Catalog);
        var (dataset, standardize, dataDigest) = ReadData(data, file, loss, lossNode);
        var folds = ReadFolds(validation, dataset, standardize, seed);
        var metrics = EvaluationMetrics.Catalog.Names
            .Select(each => new NamedMetric(each, EvaluationMetrics.Catalog.Create(each)))
            .Where(each => each.Metric.Judges(dataset.Target))
            .ToArray();
        var space = new SpaceReader(folds.Min(fold => fold.Rows.Training.Length));
        var batchSize = space.ReadBatchSize(training.Get("batch_size"));
        var network = ReadNetwork(model, dataset);
        var searched = space.Read(parameters);
        try
        {
            _ = checked(GridSearch.Count(searched) * folds.Length);
        }
        catch (OverflowException error)
        {
            throw new InputException(parameters.Node.Error("the grid has more fits than a 64-bit number can count. Use fewer values.").Message, error);
        }
        return new Study
        {
            Name = name.Text(),
            Question = question,
            Source = new StudySource(text, Digest(Encoding.UTF8.GetBytes(text)), dataDigest),
            Data = dataset,
            Folds = folds,
            Network = network,
            Loss = loss,
            Metrics = metrics,
            Objective = ReadObjective(metric, metrics),
            Schedule = training.Find("schedule")?.Named(LearningRateSchedules.Catalog) ?? new Constant(),
            BatchSize = batchSize,
            Epochs = ReadCount(training.Get("epochs"), MostEpochs, "Epochs"),
            DivergenceFactor = training.Find("divergence_factor") is { } factor
                ? factor.Checked(() => Check.Above(1, factor.Number(), "DivergenceFactor"))
                : 1000,
            Space = searched,
            Seed = seed,
        };
    }

    private static (Dataset Data, bool Standardize, string Digest) ReadData(
        StudySection section, string studyFile, ILoss loss, StudyNode lossNode)
    {
        var (file, target, scale) = (section.Get("file"), section.Get("target"), section.Find("scale"));
        bool standardize = scale?.Text() switch
        {
            null or "standardize" => true,
            "none" => false,
            _ => throw scale.Error($"there is no scaling named {Shown.Quoted(scale.Text())}. Known: none, standardize."),
        };

        // Shown as a person at this folder would type it, unless the study file gives a full path.
        string full = file.Checked(() => Path.GetFullPath(file.Text(), Path.GetDirectoryName(Path.GetFullPath(studyFile))!));
        string path = Path.IsPathRooted(file.Text()) ? full : Path.GetRelativePath(Environment.CurrentDirectory, full);
        if (!File.Exists(path))
            throw file.Error($"there is no file {path}. The path is taken from the study file's folder.");
        var csv = CsvFile.Open(path, path);
        if (!csv.Columns.Contains(target.Text()))
        {
            string separator = csv.Columns.Count == 1 && csv.Columns[0].AsSpan().ContainsAny(";\t|")
                ? " Its fields must be separated by commas, and do not seem to be."
                : "";
            throw target.Error(
                $"{path} has no column named {Shown.Quoted(target.Text())}.{Nearest.Hint(target.Text(), csv.Columns)} " +
                $"It has {csv.Columns.Count}: {Shortened(csv.Columns)}.{separator}");
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
        int repeats = repeatsNode is null ? 1 : ReadCount(repeatsNode, MostRepeats, "Repeats");
        if (repeats > 1 && !shuffle)
            throw repeatsNode!.Error("without shuffling every repeat has the same folds. Use 1 repeat, or shuffle.");

        var splitter = kind.Named(Splitters.Catalog);
        folds.Checked(() =>
        {
            ComponentSettings.Set(splitter, ComponentSettings.Of(splitter)["folds"], folds.Integer());
            return splitter;
        });
        int[]? classes = data.ClassOfRows();
        if (splitter is StratifiedKFold)
            RequireEveryClass(kind, folds, data, classes, splitter.Folds);
        if ((long)data.Rows * splitter.Folds * repeats > MostFoldRows)
            throw folds.Error($"{splitter.Folds} folds and {repeats} repeats of {data.Rows} rows are more than memory should hold. Use fewer.");

        return folds.Checked(() => Enumerable.Range(0, repeats)
            .SelectMany(repeat => splitter
                .Split(data.Rows, classes, shuffle ? new RandomStream(seed, RandomPurpose.Folds, repeat) : null)
                .Select((fold, number) => new StudyFold(repeat, number, fold, standardize
                    ? Standardizer.Fit(data, fold.Training)
                    : Standardizer.None(data.FeatureNames.Count))))
            .ToArray());
    }

    private static void RequireEveryClass(StudyNode kind, StudyNode node, Dataset data, int[]? classes, int folds)
    {
        if (classes is null)
            throw kind.Error("only classes can be stratified, and the target is a number. Use k_fold.");

        var (number, rows) = classes.CountBy(each => each).MinBy(entry => entry.Value);
        if (rows < folds)
        {
            throw node.Error(
                $"every fold needs a row of every class, and class {data.Classes[number]} has {rows}, which do not reach {folds} folds. " +
                (rows < 2 ? "Use k_fold." : $"Use at most {rows} folds, or k_fold."));
        }
    }

    private static Network ReadNetwork(StudySection section, Dataset data)
    {
        var (kind, hidden, activation) = (section.Get("kind"), section.Find("hidden"), section.Find("activation"));
        if (kind.Text() != "mlp")
            throw kind.Error($"there is no model named {Shown.Quoted(kind.Text())}. Known: mlp.");
        int[] units = [.. (hidden?.ListOrEmpty() ?? []).Select(each => ReadCount(each, MostUnits, "Hidden"))];
        var function = activation?.Named(Activations.Catalog) ?? new Relu();
        long weights = 0;
        int[] widths = [data.FeatureNames.Count, .. units, data.TargetColumns];
        for (int layer = 1; layer < widths.Length; layer++)
            weights += (widths[layer - 1] + 1L) * widths[layer];
        if (weights > MostWeights)
            throw section.Node.Error($"the network would have {weights} weights; it can have {MostWeights}. Use fewer units.");
        if ((long)widths.Max() * data.Rows > Array.MaxLength)
            throw section.Node.Error($"a layer of {widths.Max()} values for each of {data.Rows} rows is more than memory can hold. Use fewer units.");
        return Network.Perceptron(data.FeatureNames.Count, units, function, data.TargetColumns);
    }

    private static Objective ReadObjective(StudySection section, IReadOnlyList<NamedMetric> metrics)
    {
        var (name, goal) = (section.Get("name"), section.Find("goal"));
        Objective[] known =
        [
            Objective.Loss,
            .. metrics.Select((metric, index) => new Objective(Objective.Prefix + metric.Name, metric.Metric.Worst, metric.Metric.Best, index)),
        ];
        var names = known.Select(each => each.Name).Order(StringComparer.Ordinal).ToArray();
        var objective = known.FirstOrDefault(each => each.Name == name.Text())
            ?? throw name.Error(
                $"there is no metric named {Shown.Quoted(name.Text())} for this target.{HintMetric(name.Text(), names)} Known: {string.Join(", ", names)}.");
        string right = objective.Maximize ? "maximize" : "minimize";
        if (goal is not null && goal.Text() != right)
            throw goal.Error($"the goal for {objective.Name} must be {right}; got \"{goal.Text()}\". It can also be left out.");
        return objective;
    }

    // "accuracy" is what people write first.
    private static string HintMetric(string written, string[] names) =>
        names.Contains(Objective.Prefix + written) ? $" Did you mean \"{Objective.Prefix + written}\"?" : Nearest.Hint(written, names);

    private static int ReadCount(StudyNode node, int most, string setting) =>
        node.Checked(() => Check.Between(1, most, node.Integer(), setting));

    private static string Shortened(IReadOnlyList<string> names) =>
        names.Count <= 8 ? string.Join(", ", names) : string.Join(", ", names.Take(6)) + $", … , {names[^1]}";

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
