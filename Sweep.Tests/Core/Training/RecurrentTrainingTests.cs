using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Training;

/// <summary>Recurrent layers learn what needs memory: whether the first of twelve numbers was positive.</summary>
public class RecurrentTrainingTests
{
    private const int Steps = 12;
    private const int TrainingRows = 512;
    private const int Rows = 640;

    [Fact]
    public void An_LSTM_learns_to_remember_what_came_first()
    {
        var result = Fit(PlanFor(new Lstm { Units = 16 }, epochs: 60));

        // The last eleven numbers say nothing: without memory half of the answers are right.
        Assert.InRange(result.Epochs[^1].Metrics[0], 0.85, 1);
    }

    [Fact]
    public void A_GRU_learns_to_remember_what_came_first() =>
        Assert.InRange(Fit(PlanFor(new Gru { Units = 16 }, epochs: 60)).Epochs[^1].Metrics[0], 0.85, 1);

    [Fact]
    public void A_training_that_is_interrupted_ends_with_the_same_bits()
    {
        foreach (Recurrent layer in new Recurrent[]
        {
            new Lstm { Units = 5, Layers = 2 }, new Gru { Units = 5 }, new SimpleRecurrent { Units = 5, Rectified = true },
        })
        {
            var plan = PlanFor(layer, epochs: 2);

            Assert.Equal(Outcome.Text(Fit(plan)), Outcome.Text(Interrupted.Fit(plan, [3, 1, 7, 2])));
        }
    }

    private static TrainingPlan PlanFor(Recurrent layer, int epochs)
    {
        float[] features = Sample.Floats(Rows * Steps);
        float[] targets = [.. Enumerable.Range(0, Rows).Select(row => features[row * Steps] > 0 ? 1f : 0f)];
        string[] names = [.. Enumerable.Range(1, Steps).Select(step => $"step {step}")];
        var data = new Dataset(names, features, TargetKind.TwoClasses, targets, ["0", "1"]) { RowShape = new Shape(Steps, 1) };
        return Clouds.Plan with
        {
            Data = data,
            Fold = new Fold([.. Enumerable.Range(0, TrainingRows)], [.. Enumerable.Range(TrainingRows, Rows - TrainingRows)]),
            Scaler = Standardizer.None(Steps),
            Network = new Network(data.RowShape, [layer, new Dense { Units = 1 }], new Keras()),
            Loss = new BinaryCrossEntropy(),
            Optimizer = new Adam(),
            LearningRate = 0.01,
            BatchSize = new BatchSize(32),
            Epochs = epochs,
        };
    }

    private static TrainingResult Fit(TrainingPlan plan) => new Trainer(TimeProvider.System).Fit(plan, CancellationToken.None);
}
