using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

/// <summary>Everything that a plan can ask for beside the plain loop, alone and all together, on a network that draws and gathers statistics.</summary>
internal static class Features
{
    public static TrainingPlan Noisy { get; } = Clouds.Plan with
    {
        Network = new Network(new Shape(5), [new Dense { Units = 7 }, new Tanh(), new Noise(), new Dense { Units = 3 }]),
        Epochs = 4,
        LearningRate = 0.3,
    };

    public static TrainingPlan HoldingBack { get; } = Noisy with
    {
        Fold = HeldBackRows.From(Noisy.Fold, 0.2, Noisy.Data.ClassOfRows(), groups: null, random: null),
        EarlyStopping = new EarlyStopping { Patience = 2, Metric = 0 },
    };

    public static readonly IReadOnlyDictionary<string, TrainingPlan> Plans = new Dictionary<string, TrainingPlan>
    {
        ["layers that draw"] = Noisy,
        ["accumulation"] = Noisy with { Accumulation = 2, BatchSize = new BatchSize(4) },
        ["accumulation with a last group that is smaller"] = Noisy with { Accumulation = 3 },
        ["clipping by norm"] = Noisy with { Clipping = new Clipping { Limit = 0.1 } },
        ["clipping by value"] = Noisy with { Clipping = new Clipping { By = ClippedBy.Value, Limit = 0.01 } },
        ["an exponential average"] = Noisy with { Average = new ExponentialAverage { Decay = 0.8, BiasCorrection = true } },
        ["a stochastic average"] = Noisy with { Average = new StochasticAverage { StartEpoch = 2 } },
        ["early stopping that stops"] = Noisy with { EarlyStopping = new EarlyStopping { Patience = 1, MinDelta = 10 } },
        ["early stopping that goes back"] = Noisy with { EarlyStopping = new EarlyStopping { Patience = 9 }, LearningRate = 1.5 },
        ["early stopping on rows held back"] = HoldingBack,
        ["a step curve"] = Noisy with { StepCurve = 1 },
        ["a step curve of a fit that diverges"] = Regression.Plan(1e12) with { DivergenceFactor = double.MaxValue, StepCurve = 3 },
        ["all together"] = All(Noisy),
        ["all together with a rule that ships other weights"] = All(Noisy with { Optimizer = new ScheduleFreeSgd() }),
        ["all together on rows held back"] = All(HoldingBack),
    };

    public static TrainingPlan All(TrainingPlan plan) => plan with
    {
        Accumulation = 2,
        BatchSize = new BatchSize(5),
        Clipping = new Clipping { By = ClippedBy.SumNorm, Limit = 1 },
        Average = new ExponentialAverage { Decay = 0.5 },
        EarlyStopping = new EarlyStopping { Patience = 2, StartFromEpoch = 1, Metric = 0 },
        StepCurve = 2,
    };
}
