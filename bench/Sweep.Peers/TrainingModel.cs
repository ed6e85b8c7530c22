using System.Diagnostics;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;

namespace Sweep.Peers;

/// <summary>A network that both sides train, with random data; bench/peers/train_torch.py has its twin.</summary>
internal sealed class TrainingModel
{
    private const int Rows = 4096, SparseFeatures = 10_000, SetPerRow = 40, Classes = 10;

    private readonly Learner _learner;
    private readonly int _batch;
    private readonly Dataset _data;
    private readonly Standardizer _scaler;
    private readonly ILoss _loss;
    private readonly IOptimizer _optimizer;
    private readonly double _learningRate;
    private readonly int[] _order = [.. Enumerable.Range(0, Rows)];
    private int _done;

    private TrainingModel(string name, int batch, Dataset data, IReadOnlyList<ILayer> layers, ILoss loss, IOptimizer optimizer, double learningRate)
    {
        (Name, _batch, _data, _loss, _optimizer, _learningRate) = (name, batch, data, loss, optimizer, learningRate);
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        random.Shuffle(_order);
        _scaler = data.IsSparse ? Standardizer.None(data.FeatureNames.Count) : Standardizer.Fit(data, _order);
        _learner = new Learner(new Network(data.RowShape, layers, sparse: data.IsSparse), batch);
        _learner.Restart(random, random);
    }

    /// <summary>Its name on both sides.</summary>
    public string Name { get; }

    /// <summary>How PyTorch's users write it: the quickest one counts.</summary>
    public required IReadOnlyList<string> Variants { get; init; }

    /// <summary>All of them, each with memory of its own.</summary>
    public static IEnumerable<TrainingModel> All()
    {
        yield return new("mlp-small", 32, OfClasses(64), [Dense(64), new Relu(), Dense(32), new Relu(), Dense(Classes)], new CrossEntropy(), new Momentum(), 1e-2)
        {
            Variants = ["plain", "foreach"],
        };
        yield return new("mlp", 128, OfClasses(784), [Dense(512), new Relu(), Dense(512), new Relu(), Dense(Classes)], new CrossEntropy(), new Adam(), 1e-3)
        {
            Variants = ["plain", "foreach"],
        };
        yield return new(
            "cnn", 64, OfClasses(28 * 28).As(new Shape(28, 28, 1)),
            [
                Convolution(16), new Relu(), new MaxPool { Size = 2 }, Convolution(32), new Relu(), new MaxPool { Size = 2 },
                new Flatten(), Dense(128), new Relu(), Dense(Classes),
            ],
            new CrossEntropy(), new Momentum(), 1e-2)
        {
            Variants = ["plain", "foreach", "channels-last"],
        };
        yield return new("lstm", 64, OfNumbers(32 * 8).As(new Shape(32, 8)), [new Lstm { Units = 64 }, Dense(1)], new MeanSquaredError(), new Adam(), 1e-3)
        {
            Variants = ["plain", "foreach"],
        };
        yield return new("sparse", 64, OfSparseRows(), [Dense(1)], new BinaryCrossEntropy(), new Adagrad(), 0.05) { Variants = ["plain"] };
    }

    /// <summary>Trains for a while and hands back steps per second of processor time.</summary>
    public double Speed(double seconds)
    {
        long started = Stopwatch.GetTimestamp();
        double from = ProcessorClock.Seconds;
        int done = 0;
        do
        {
            for (int i = 0; i < 4; i++)
                Step();
            done += 4;
        }
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds);
        return done / (ProcessorClock.Seconds - from);
    }

    private void Step()
    {
        int first = _done++ % (Rows / _batch) * _batch;
        _learner.Step(_data, _order.AsSpan(first, _batch), _scaler, _loss, _optimizer, _learningRate);
    }

    private static Dense Dense(int units) => new() { Units = units };

    private static Convolution Convolution(int channels) => new() { Channels = channels, Kernel = 3, Padding = 1 };

    private static Dataset OfClasses(int features)
    {
        var random = new RandomStream(2, RandomPurpose.InitialWeights);
        var targets = new float[Rows * Classes];
        for (int row = 0; row < Rows; row++)
            targets[row * Classes + random.NextInt(Classes)] = 1;
        return new Dataset(Names(features), Numbers(Rows * features, random), TargetKind.Classes, targets, Names(Classes));
    }

    private static Dataset OfNumbers(int features)
    {
        var random = new RandomStream(2, RandomPurpose.InitialWeights);
        return new Dataset(Names(features), Numbers(Rows * features, random), TargetKind.Number, Numbers(Rows, random), []);
    }

    private static Dataset OfSparseRows()
    {
        var random = new RandomStream(2, RandomPurpose.InitialWeights);
        int[] offsets = [.. Enumerable.Range(0, Rows + 1).Select(row => row * SetPerRow)];
        int[] columns = [.. Enumerable.Range(0, Rows * SetPerRow).Select(_ => random.NextInt(SparseFeatures))];
        var table = new SparseTable(offsets, columns, Numbers(columns.Length, random), SparseFeatures);
        float[] targets = [.. Enumerable.Range(0, Rows).Select(_ => (float)random.NextInt(2))];
        return new Dataset(Names(SparseFeatures), table, TargetKind.TwoClasses, targets, ["no", "yes"]);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];

    private static float[] Numbers(int count, RandomStream random) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble())];
}
