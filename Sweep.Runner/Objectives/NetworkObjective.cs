using System.Runtime.CompilerServices;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Objectives;

/// <summary>A network of ours, trained on the rows of a data set and judged on those that it has not seen.</summary>
public sealed record NetworkObjective : IObjective
{
    /// <summary>What the loss is called among the metrics.</summary>
    public const string LossName = "loss";

    /// <summary>What the names of figures begin with that are measured on validation rows.</summary>
    public const string ValidationPrefix = "validation_";

    // A trainer keeps its memory from fit to fit, and belongs to one thread.
    private readonly ConditionalWeakTable<Thread, Trainer> _trainers = [];

    /// <summary>The rows.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The folds of all repeats, as the study counts them.</summary>
    public required IReadOnlyList<TrainingFold> Folds { get; init; }

    /// <summary>The group of each row; null where nobody said which rows belong together.</summary>
    public int[]? Groups { get; init; }

    /// <summary>What is trained.</summary>
    public required Network Network { get; init; }

    /// <summary>What training makes small.</summary>
    public required ILoss Loss { get; init; }

    /// <summary>What is measured on validation rows.</summary>
    public required IReadOnlyList<NamedMetric> Metrics { get; init; }

    /// <summary>The learning rate over time, as a share of its peak, where a configuration does not say otherwise.</summary>
    public required ISchedule Schedule { get; init; }

    /// <summary>Rows of a step where a configuration does not say otherwise.</summary>
    public required BatchSize BatchSize { get; init; }

    /// <summary>Passes over the training rows.</summary>
    public required int Epochs { get; init; }

    /// <summary>The multiple of its first loss above which a fit counts as diverged.</summary>
    public required double DivergenceFactor { get; init; }

    /// <summary>Batches that make one update.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>How gradients are clipped; null: not at all.</summary>
    public Clipping? Clipping { get; init; }

    /// <summary>Which mean of the weights is judged and kept; null: the weights as they are.</summary>
    public IWeightAverage? Average { get; init; }

    /// <summary>Ends a fit when it no longer gets better; null: it goes to its last epoch.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>The first update is noted, and every so many after it; 0 notes none.</summary>
    public int StepCurve { get; init; }

    /// <summary>The place of the study's metric among the figures.</summary>
    public required int Metric { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Figure> Figures => FiguresOf(Metrics, HoldsBack);

    /// <summary>Whether folds hold rows back to decide when to stop.</summary>
    private bool HoldsBack => Folds[0].Rows.HeldBack.Length > 0;

    /// <summary>What each epoch of a network reports.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="heldBack">Whether rows are held back to decide when to stop.</param>
    public static IReadOnlyList<Figure> FiguresOf(IReadOnlyList<NamedMetric> metrics, bool heldBack) =>
    [
        new("step", "Updates made so far") { Whole = true },
        new("learning_rate", "Learning rate of the last update"),
        new("train_loss", "Mean loss of the epoch's batches, each before its update") { AtEnd = true },
        new(ValidationPrefix + LossName, "Loss on the validation rows") { AtEnd = true, AtBest = true },
        .. metrics.Select(metric => new Figure(ValidationPrefix + metric.Name, $"The metric {metric.Name} on the validation rows") { AtEnd = true, AtBest = true }),
        .. heldBack ? [new("held_back", "What early stopping looks at, on the rows held back")] : Array.Empty<Figure>(),
        new("gradient_norm", "Euclidean norm of the last update's gradient, before clipping"),
        new("seconds", "Time of the epoch, in seconds") { Measured = true },
    ];

    /// <summary>Everything that one fit needs.</summary>
    public TrainingPlan PlanOf(Configuration configuration, StudyFold fold, ulong seed) => new()
    {
        Data = Data,
        Fold = Folds[fold.Index].Rows,
        Scaler = Folds[fold.Index].Scaler,
        Network = Network,
        Loss = LossOf(Folds[fold.Index]),
        Metrics = [.. Metrics.Select(metric => metric.Metric)],
        Optimizer = OptimizerOf(configuration),
        LearningRate = (double)configuration[Hyperparameters.LearningRate]!,
        Schedule = ScheduleOf(configuration),
        BatchSize = BatchSizeOf(configuration),
        Epochs = Epochs,
        Accumulation = Accumulation,
        Clipping = Clipping,
        Average = Average,
        EarlyStopping = EarlyStopping,
        StepCurve = StepCurve,
        DivergenceFactor = DivergenceFactor,
        Seed = fold.SeedOf(seed),
        Repeat = fold.Repeat,
        FoldNumber = fold.Number,
    };

    /// <summary>The optimizer of a configuration, with its settings.</summary>
    public static IOptimizer OptimizerOf(Configuration configuration) =>
        ((ComponentChoice)configuration[Hyperparameters.Optimizer]!).Create(UpdateRules.Catalog, configuration);

    /// <summary>The schedule of a configuration, with its settings.</summary>
    public ISchedule ScheduleOf(Configuration configuration) =>
        configuration[Hyperparameters.Schedule] is ComponentChoice choice ? choice.Create(LearningRateSchedules.Catalog, configuration) : Schedule;

    /// <summary>The batch size of a configuration.</summary>
    public BatchSize BatchSizeOf(Configuration configuration) =>
        configuration[Hyperparameters.BatchSize] is BatchSize rows ? rows : BatchSize;

    /// <inheritdoc/>
    public ValueTask<FitOutcome> EvaluateAsync(FitRun fit, CancellationToken cancellation)
    {
        var plan = PlanOf(fit.Configuration, fit.Fold, fit.StudySeed);
        var result = _trainers.GetValue(Thread.CurrentThread, _ => new Trainer(TimeProvider.System)).Fit(plan, new TrainingWatch
        {
            ResumeFrom = Restore(fit, plan, Report),
            AfterEpoch = Report,
            Save = checkpoint => fit.Files.SaveCheckpoint(checkpoint.Write),
            SaveEvery = fit.Files.SaveEvery,
        }, cancellation);
        return ValueTask.FromResult(new FitOutcome
        {
            State = result.DivergedAtStep is not null ? FitState.Diverged : result.Stopped && result.Epochs.Count < Epochs ? FitState.Pruned : FitState.Completed,
            Score = FiguresAt(result.Epochs[result.KeptEpoch - 1])[Metric],
            Steps = result.Steps,
            DivergedAtStep = result.DivergedAtStep,
            DivergedBy = result.DivergedBy,
            KeptEpoch = result.KeptEpoch,
            StoppedEarly = result.StoppedEarly,
            WeightsDigest = result.WeightsDigest,
            StepCurve = result.StepCurve,
        });

        bool Report(EpochResult epoch) => fit.Report(FiguresAt(epoch));
    }

    private double[] FiguresAt(EpochResult epoch) =>
    [
        epoch.Step, epoch.LearningRate, epoch.TrainLoss, epoch.ValidationLoss, .. epoch.Metrics, .. HoldsBack ? [epoch.Monitored] : Array.Empty<double>(),
        epoch.GradientNorm, epoch.Duration.TotalSeconds,
    ];

    private ILoss LossOf(TrainingFold fold) => fold.ClassWeights is { } weights ? ((IClassWeighted)Loss).With(weights) : Loss;

    // What the checkpoint has seen is told again: the attempt that saw it left no result.
    private static TrainingCheckpoint? Restore(FitRun fit, TrainingPlan plan, Func<EpochResult, bool> report)
    {
        using var stream = fit.Files.OpenCheckpoint();
        if (stream is null)
            return null;
        try
        {
            var checkpoint = TrainingCheckpoint.Read(stream);
            checkpoint.Require(plan);
            foreach (var epoch in checkpoint.Epochs)
                report(epoch);
            return checkpoint;
        }
        // From a damaged checkpoint nothing can be had; the fit gives the same bits from its start.
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
