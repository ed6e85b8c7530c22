using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Training;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>One question, checked and ready: everything that decides the results, and nothing else. Nothing has run.</summary>
public sealed record Study
{
    /// <summary>A short name.</summary>
    public required string Name { get; init; }

    /// <summary>What the study asks, in a sentence; may be empty.</summary>
    public string Question { get; init; } = "";

    /// <summary>Where it came from.</summary>
    public required StudySource Source { get; init; }

    /// <summary>The rows.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The folds of all repeats.</summary>
    public required IReadOnlyList<StudyFold> Folds { get; init; }

    /// <summary>What is trained.</summary>
    public required Network Network { get; init; }

    /// <summary>What training makes small.</summary>
    public required ILoss Loss { get; init; }

    /// <summary>What is measured on validation rows.</summary>
    public required IReadOnlyList<NamedMetric> Metrics { get; init; }

    /// <summary>What the ranking goes by.</summary>
    public required Objective Objective { get; init; }

    /// <summary>The learning rate over time, as a share of its peak.</summary>
    public required ISchedule Schedule { get; init; }

    /// <summary>Rows of a step where a configuration does not say otherwise.</summary>
    public required BatchSize BatchSize { get; init; }

    /// <summary>Passes over the training rows.</summary>
    public required int Epochs { get; init; }

    /// <summary>The multiple of its first loss above which a fit counts as diverged.</summary>
    public required double DivergenceFactor { get; init; }

    /// <summary>What is varied.</summary>
    public required SearchSpace Space
    {
        get;
        init
        {
            field = value;
            Trials = new GridSearch().Count(value)!.Value;
        }
    }

    /// <summary>Everything random follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many configurations are tried.</summary>
    public long Trials { get; private init; }

    /// <summary>How many trainings that takes.</summary>
    public long Fits => checked(Trials * Folds.Count);

    /// <summary>Validation rows divided by training rows, on average over the folds.</summary>
    public double ValidationShare => Folds.Average(fold => (double)fold.Rows.Validation.Length / fold.Rows.Training.Length);

    /// <summary>Everything that one fit needs.</summary>
    public TrainingPlan PlanOf(Configuration configuration, StudyFold fold) => new()
    {
        Data = Data,
        Fold = fold.Rows,
        Scaler = fold.Scaler,
        Network = Network,
        Loss = Loss,
        Metrics = [.. Metrics.Select(metric => metric.Metric)],
        Optimizer = OptimizerOf(configuration),
        LearningRate = (double)configuration[Hyperparameters.LearningRate]!,
        Schedule = Schedule,
        BatchSize = BatchSizeOf(configuration),
        Epochs = Epochs,
        DivergenceFactor = DivergenceFactor,
        Seed = Seed,
        Repeat = fold.Repeat,
        FoldNumber = fold.Number,
    };

    /// <summary>The optimizer of a configuration, with its settings.</summary>
    public static IOptimizer OptimizerOf(Configuration configuration)
    {
        var choice = (OptimizerChoice)configuration[Hyperparameters.Optimizer]!;
        return choice.Create(setting => configuration[Hyperparameters.OptimizerSetting(setting)]);
    }

    /// <summary>The batch size of a configuration.</summary>
    public BatchSize BatchSizeOf(Configuration configuration) =>
        configuration[Hyperparameters.BatchSize] is BatchSize rows ? rows : BatchSize;
}
