using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Schedules;
using Sweep.Tests.Contracts;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Training;

public class ResumedTrainingTests
{
    public static TheoryData<string, string> Combinations()
    {
        var data = new TheoryData<string, string>();
        foreach (string optimizer in UpdateRules.Catalog.Names)
        {
            foreach (string loss in LossFunctions.Catalog.Names)
                data.Add(optimizer, loss);
        }
        return data;
    }

    public static TheoryData<string> Unusual() => [.. Plans.Keys];

    private static IReadOnlyDictionary<string, TrainingPlan> Plans => _unusual.Concat(Features.Plans).ToDictionary(plan => plan.Key, plan => plan.Value);

    public static TheoryData<string> Layers() => [.. _layers.Keys];

    public static TheoryData<string> ListedLayers() => [.. NetworkLayers.Catalog.Names];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_training_ends_with_the_same_bits_whatever_interrupts_it(string optimizer, string loss)
    {
        foreach (var variant in Variants(optimizer))
        {
            var plan = PlanFor(LossFunctions.Catalog.Create(loss)) with { Optimizer = variant };
            // As many steps of all rows, some of them inside a line search.
            if (variant.NeedsAllRows)
                plan = plan with { BatchSize = BatchSize.All, Epochs = 8 };
            ILayer[] last = plan.Loss.TakesLogProbabilities ? [new LogSoftmax()] : [];
            AssertUndisturbed(plan with
            {
                Network = new Network(new Shape(5), [new Dense { Units = 7 }, new Tanh(), new Dense { Units = plan.Data.TargetColumns }, .. last]),
            });
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void So_does_one_whose_layers_learn_statistics_or_draw_random_numbers(string name)
    {
        var shape = _layers[name][0] is Convolution1D ? new Shape(5, 1) : new Shape(5);

        AssertUndisturbed(Clouds.Plan with { Network = new Network(shape, [.. _layers[name], new Dense { Units = 3 }]), Epochs = 3 });
    }

    [Theory]
    [MemberData(nameof(ListedLayers))]
    public void So_does_one_with_any_layer_that_is_listed(string name)
    {
        var (layer, shape) = LayerSamples.All.Values.First(sample => sample.Layer.GetType() == NetworkLayers.Catalog.Create(name).GetType());
        float[] features = Sample.Floats(Clouds.Rows * shape.Count);
        if (layer is Embedding embedding)
            features = Array.ConvertAll(features, value => MathF.Floor(Math.Abs(value) * embedding.Count));
        var data = new Dataset(
            [.. Enumerable.Range(0, shape.Count).Select(each => $"x{each}")], features, TargetKind.Classes, Clouds.Data.Targets.ToArray(), Clouds.Data.Classes)
        {
            RowShape = shape,
        };

        AssertUndisturbed(Clouds.Plan with
        {
            Data = data,
            Scaler = Standardizer.None(shape.Count),
            Network = new Network(shape, [layer, new Flatten(), new Dense { Units = 3 }]),
            Epochs = 3,
        });
    }

    [Theory]
    [MemberData(nameof(Unusual))]
    public void An_interruption_at_any_two_evaluations_changes_nothing(string name)
    {
        var plan = Plans[name];
        string undisturbed = Outcome.Text(Fit(plan));
        var counting = new InterruptingLoss(plan.Loss, -1, () => { });
        Fit(plan with { Loss = counting });

        for (int first = 1; first <= counting.Evaluations; first++)
        {
            for (int second = 1; second <= counting.Evaluations - first + 1; second++)
                Assert.Equal(undisturbed, Outcome.Text(Interrupted.Fit(plan, [first, second])));
        }
    }

    [Theory]
    [MemberData(nameof(Unusual))]
    public void A_process_that_dies_continues_from_any_checkpoint_it_has_kept(string name)
    {
        var plan = Plans[name];
        string undisturbed = Outcome.Text(Fit(plan));
        // One trainer for all, whose memory is full of what comes later.
        var trainer = new Trainer(TimeProvider.System);

        Assert.All(Interrupted.Checkpoints(plan), checkpoint => Assert.Equal(undisturbed, Outcome.Text(
            trainer.Fit(plan, new TrainingWatch { ResumeFrom = Interrupted.Copy(checkpoint) }, CancellationToken.None))));
    }

    [Fact]
    public void Every_epoch_is_told_of_once_however_often_the_training_is_interrupted()
    {
        var told = new List<EpochResult>();
        var result = Interrupted.Fit(Clouds.Plan, Enumerable.Repeat(3, 40), epoch =>
        {
            told.Add(epoch);
            return true;
        });

        Assert.Equal(Enumerable.Range(1, 10), told.Select(epoch => epoch.Epoch));
        Assert.Equal(Outcome.Text(result), Outcome.Text(result with { Epochs = told }));
    }

    private static readonly Dictionary<string, ILayer[]> _layers = new()
    {
        ["batch normalization"] = [new Dense { Units = 7 }, new BatchNormalization(), new Relu()],
        ["dropout"] = [new Dropout { Rate = 0.2 }, new Dense { Units = 7 }, new Relu(), new Dropout()],
        ["both"] = [new Dense { Units = 7 }, new BatchNormalization(), new Dropout(), new Tanh(), new BatchNormalization { Momentum = 0.5 }],
        ["layer normalization"] = [new LayerNormalization(), new Dense { Units = 7 }, new Gelu()],
        ["a convolution"] = [new Convolution1D { Channels = 4, Kernel = 3 }, new BatchNormalization(), new Mish(), new Flatten()],
        ["embedding bag"] = [new EmbeddingBag { Dimension = 7 }, new Elu()],
    };

    private static readonly Dictionary<string, TrainingPlan> _unusual = new()
    {
        ["a last batch that is smaller"] = Clouds.Plan with { Epochs = 3 },
        ["all rows in one batch"] = Clouds.Plan with { BatchSize = BatchSize.All, Epochs = 4 },
        ["a batch larger than the rows"] = Clouds.Plan with { BatchSize = new BatchSize(100), Epochs = 4 },
        ["classes that count differently"] = Clouds.Plan with { Loss = new CrossEntropy().With(new ClassWeights(1, 3, 0.5)), Epochs = 2 },
        ["one epoch"] = Clouds.Plan with { Epochs = 1 },
        ["one step"] = Clouds.Plan with { Epochs = 1, BatchSize = BatchSize.All },
        ["a rate that falls"] = Clouds.Plan with { Schedule = new Falling(), Epochs = 2 },
        ["a rate that falls on a plateau"] = Clouds.Plan with { Schedule = new ReduceOnPlateau { Patience = 0, Factor = 0.5, Threshold = 0.2 }, Epochs = 4, LearningRate = 1.5 },
        ["a momentum that is cycled"] = Clouds.Plan with
        {
            Schedule = new OneCycle { LowestMomentum = 0.5, HighestMomentum = 0.9 },
            Optimizer = new RmsProp(),
            Epochs = 2,
        },
        ["no hidden layer and no metric"] = Clouds.Plan with { Network = Network.Perceptron(5, [], new Relu(), 3), Metrics = [], Epochs = 2 },
        ["a loss that overflows"] = Regression.Plan(1e12) with { DivergenceFactor = double.MaxValue },
        ["a loss that overflows in the first step of an epoch"] =
            Regression.Plan(1e60) with { BatchSize = BatchSize.All, DivergenceFactor = double.MaxValue },
        ["a loss far above its start"] = Regression.Plan(10) with { DivergenceFactor = 5 },
        ["weights broken by the last update"] =
            Regression.Plan(1e300) with { Epochs = 1, BatchSize = BatchSize.All, DivergenceFactor = double.MaxValue },
        ["a validation of several parts"] = Clouds.Plan with
        {
            Fold = new Fold([.. Enumerable.Range(0, 30)], [.. Enumerable.Range(0, 600).Select(row => 30 + row % 15)]),
            Epochs = 2,
        },
    };

    // 3 epochs of 4 steps and a validation, after the loss before training: 16 evaluations of the loss.
    private static void AssertUndisturbed(TrainingPlan plan)
    {
        string undisturbed = Outcome.Text(Fit(plan));
        Prop.ForAll(Gen.Choose(1, 17).ListOf().ToArbitrary(), interruptions =>
            Outcome.Text(Interrupted.Fit(plan, interruptions)) == undisturbed)
            .Hold(20);
    }

    private static TrainingPlan PlanFor(ILoss loss)
    {
        float[] targets = loss.Target switch
        {
            TargetKind.Number => Sample.Floats(Clouds.Rows, 9),
            TargetKind.TwoClasses => [.. Enumerable.Range(0, Clouds.Rows).Select(row => (float)(row % 2))],
            _ => Clouds.Data.Targets.ToArray(),
        };
        string[] classes = loss.Target switch { TargetKind.Number => [], TargetKind.TwoClasses => ["0", "1"], _ => ["0", "1", "2"] };
        var metrics = EvaluationMetrics.Catalog.Names.Select(EvaluationMetrics.Catalog.Create);
        return Clouds.Plan with
        {
            Data = new Dataset(Clouds.Data.FeatureNames, Clouds.Data.Features.Values.ToArray(), loss.Target, targets, classes),
            Loss = loss,
            Metrics = [.. metrics.Where(metric => metric.Judges(loss.Target))],
            Epochs = 3,
        };
    }

    // The optimizer as it comes, and with each of its settings changed.
    private static IEnumerable<IOptimizer> Variants(string name)
    {
        yield return UpdateRules.Catalog.Create(name);
        foreach (var setting in ComponentSettings.Of(UpdateRules.Catalog.Create(name)).Values)
        {
            var optimizer = UpdateRules.Catalog.Create(name);
            ComponentSettings.Set(optimizer, setting, OtherSetting.Of(setting, optimizer));
            yield return optimizer;
        }
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);

    private sealed record Falling : ISchedule
    {
        public double FactorAt(in ScheduleStep at) => 1 - at.Progress;
    }
}
