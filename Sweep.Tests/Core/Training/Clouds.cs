using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Strategies.Schedules;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Training;

/// <summary>Three classes of points in five dimensions, and a plan to tell them apart.</summary>
internal static class Clouds
{
    public const int Rows = 45;

    public static Dataset Data { get; } = Make();

    public static TrainingPlan Plan { get; } = new()
    {
        Data = Data,
        Fold = new Fold([.. Enumerable.Range(0, 30)], [.. Enumerable.Range(30, 15)]),
        Scaler = Standardizer.Fit(Data, [.. Enumerable.Range(0, 30)]),
        Network = Network.Perceptron(5, [7], new Tanh(), 3),
        Loss = new CrossEntropy(),
        Metrics = [new Accuracy()],
        Optimizer = new Momentum(),
        LearningRate = 0.1,
        Schedule = new Constant(),
        BatchSize = new BatchSize(8),
        Epochs = 10,
        Seed = 1,
        Repeat = 0,
        FoldNumber = 0,
    };

    private static Dataset Make()
    {
        float[] features = Sample.Floats(Rows * 5), targets = new float[Rows * 3];
        for (int row = 0; row < Rows; row++)
        {
            features[row * 5 + row % 3] += 2;
            targets[row * 3 + row % 3] = 1;
        }
        return new Dataset(["a", "b", "c", "d", "e"], features, TargetKind.Classes, targets, ["0", "1", "2"]);
    }
}
