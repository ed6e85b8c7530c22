using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Optimizers;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads a study that trains a network of ours: the sections "data", "model" and "training".</summary>
internal static class NetworkReader
{
    // More than anybody needs and less than would keep a machine busy before the first fit.
    private const int MostEpochs = 1_000_000;

    /// <summary>Reads the sections, and the data.</summary>
    /// <returns>The study, and the section that says what is varied.</returns>
    public static (Study Study, StudyNode Parameters) Read(StudySection root, string file, ulong seed, ISearchStrategy search)
    {
        if (root.Find("reports") is { } unused)
            throw unused.Error("a network of ours reports what it is asked for, and has no need of this. Leave it out, or add a command.");
        if (root.Find("limits") is { } limits && limits.HasKey("memory"))
            throw limits.Key("memory").Error("only commands can be held to it: a network of ours is trained in this program. Leave it out.");
        var data = root.Get("data").Section(DataReader.Keys);
        var model = root.Get("model").RequireKeys("{ kind: mlp, hidden: [32] }");
        var (trainingNode, parametersNode) = (root.Get("training"), root.Get("parameters"));
        RequireVariedApart(trainingNode);
        RequireSettingsApart(trainingNode);
        var training = trainingNode.Section(TrainingReader.Keys);
        training.Find("early_stopping")?.RequireKeys("{ patience: 10 }");
        var validationNode = root.Get("validation").RequireKeys("{ kind: k_fold, folds: 5 }");
        var metric = root.Get("metric").RequireKeys("{ name: validation_loss }").Section("name", "goal");
        RequireSettingsApart(parametersNode);
        var parameters = parametersNode.Section(Hyperparameters.All);

        var validation = ValidationSection.Read(validationNode);
        var lossNode = training.Get("loss");
        var loss = ComponentReader.Read(lossNode, LossFunctions.Catalog);
        var studyData = DataReader.Read(data, file, loss, lossNode, validation);
        var (dataset, preprocessing, dataDigest) = studyData;
        var (folds, unweighted) = new FoldReader(validation, studyData, TrainingReader.HeldBack(training), seed).Read();
        var rows = ClassWeightReader.Read(training.Find("class_weights"), loss, lossNode, dataset, unweighted);
        var metrics = MetricReader.Read(metric.Get("name"), root.Find("metrics"), dataset.Target, dataset.Classes.Count);
        var space = new SpaceReader(rows.Min(fold => fold.Rows.Training.Length), search.WalksValues, training);
        var batchSize = space.ReadBatchSize(training.Get("batch_size"));
        var schedule = SpaceReader.ReadSchedule(training.Find(Hyperparameters.Schedule));
        var network = new ModelReader(dataset, preprocessing).Read(model);
        if (loss.TakesLogProbabilities && network.Layers[^1] is not LogSoftmax)
        {
            throw lossNode.Error(
                $"{ComponentReader.KindOf(lossNode)} takes logarithms of probabilities, and the network ends in {NetworkLayers.Catalog.NameOf(network.Layers[^1])}. " +
                "End model.layers with log_softmax, or use cross_entropy.");
        }
        var searched = space.Read(parameters, batchSize, schedule);
        var studyMetric = ReadMetric(metric, metrics, loss);
        var study = new Study
        {
            Name = "",
            Source = new StudySource("", "", dataDigest, new Dictionary<string, string>()),
            Objective = TrainingReader.Read(training, new NetworkObjective
            {
                Data = dataset,
                Folds = rows,
                Groups = studyData.Groups?.OfRow,
                Network = network,
                Loss = loss,
                Metrics = metrics,
                Metric = studyMetric.Figure,
                Schedule = schedule,
                BatchSize = batchSize,
                Epochs = training.Get("epochs").Count(MostEpochs, "Epochs"),
                DivergenceFactor = training.Find("divergence_factor") is { } factor
                    ? factor.Checked(() => Check.Above(1, factor.Number(), "DivergenceFactor"))
                    : 1000,
            }, space.SmallestBatch),
            Metric = studyMetric,
            Folds = folds,
            ValidationShare = folds.Where(fold => fold.Inner is null)
                .Average(fold => (double)rows[fold.Index].Rows.Validation.Length / rows[fold.Index].Rows.Training.Length),
            Space = searched,
            Search = search,
            Seed = seed,
            RangeTest = RangeTestReader.Read(root.Find("range_test")),
        };
        return (study, parameters.Node);
    }

    private static void RequireVariedApart(StudyNode training)
    {
        foreach (string name in new[] { Hyperparameters.Optimizer, Hyperparameters.LearningRate }.Where(training.HasKey))
            throw training.Key(name).Error($"what a study varies stands in parameters: {name} belongs there, with one value or several.");
    }

    // What an optimizer can be set to, where a setting of the whole study is expected. Of those that have it the one that most people use is the example.
    private static void RequireSettingsApart(StudyNode section)
    {
        foreach (string kind in UpdateRules.Catalog.Names.OrderByDescending(name => name == "adamw"))
        {
            foreach (string setting in ComponentSettings.Of(UpdateRules.Catalog.Create(kind)).Keys.Where(section.HasKey))
            {
                throw section.Key(setting).Error(
                    $"a setting of an optimizer stands in its entry of parameters.optimizer: {{ kind: {kind}, {setting}: {{ values: […] }} }}.");
            }
        }
    }

    private static StudyMetric ReadMetric(StudySection section, IReadOnlyList<NamedMetric> metrics, ILoss loss)
    {
        var (name, goal) = (section.Get("name").Text(), section.Find("goal"));
        // What may come after the metrics is no metric.
        int figure = NetworkObjective.FiguresOf(metrics, heldBack: false).Index().Single(each => each.Item.Name == name).Index;
        var metric = metrics.SingleOrDefault(each => NetworkObjective.ValidationPrefix + each.Name == name)?.Metric;
        var chosen = new StudyMetric(name, metric?.Worst ?? double.PositiveInfinity, metric?.Best ?? loss.Least, figure);
        string right = chosen.Maximize ? "maximize" : "minimize";
        if (goal is not null && goal.Text() != right)
            throw goal.Error($"the goal for {chosen.Name} must be {right}; got \"{goal.Text()}\". It can also be left out.");
        return chosen;
    }
}
