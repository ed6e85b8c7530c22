using System.Text;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Training;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads a study file, and its data with it, into one checked model. docs/study-file.md describes the keys.</summary>
public static class StudyReader
{
    // More than anybody needs and less than would keep a machine busy before the first fit.
    private const int MostBytes = 500_000;
    private const int MostEpochs = 1_000_000;
    private const int MostUnits = 1_000_000;
    private const int MostWeights = 250_000_000;

    /// <summary>Reads a study.</summary>
    /// <param name="path">The study file, or the folder that holds it as study.yaml.</param>
    /// <exception cref="InputException">Something in the file or the data is not as it must be.</exception>
    public static Study Read(string path)
    {
        string file = FileOf(path);
        string text;
        try
        {
            // The result log keeps the file in its footer, whose size has a limit.
            if (new FileInfo(file) is { Exists: true, Length: > MostBytes } large)
                throw new InputException($"{file}: a study file can have {MostBytes} bytes; this one has {large.Length}. Is it the data file?");
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
        var (dataset, standardize, dataDigest) = DataReader.Read(data, file, loss, lossNode);
        var folds = FoldReader.Read(validation, dataset, standardize, seed);
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
            _ = checked(new GridSearch().Count(searched) * folds.Length);
        }
        catch (OverflowException error)
        {
            throw new InputException(parameters.Node.Error("the grid has more fits than a 64-bit number can count. Use fewer values.").Message, error);
        }
        return new Study
        {
            Name = name.Text(),
            Question = question,
            Source = new StudySource(text, StudyDigest.Of(text), dataDigest),
            Data = dataset,
            Folds = folds,
            Network = network,
            Loss = loss,
            Metrics = metrics,
            Objective = ReadObjective(metric, metrics),
            Schedule = training.Find("schedule")?.Named(LearningRateSchedules.Catalog) ?? new Constant(),
            BatchSize = batchSize,
            Epochs = training.Get("epochs").Count(MostEpochs, "Epochs"),
            DivergenceFactor = training.Find("divergence_factor") is { } factor
                ? factor.Checked(() => Check.Above(1, factor.Number(), "DivergenceFactor"))
                : 1000,
            Space = searched,
            Seed = seed,
        };
    }

    private static Network ReadNetwork(StudySection section, Dataset data)
    {
        var (kind, hidden, activation) = (section.Get("kind"), section.Find("hidden"), section.Find("activation"));
        if (kind.Text() != "mlp")
            throw kind.Error($"there is no model named {Shown.Quoted(kind.Text())}. Known: mlp.");
        int[] units = [.. (hidden?.ListOrEmpty() ?? []).Select(each => each.Count(MostUnits, "Hidden"))];
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
}
