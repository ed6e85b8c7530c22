using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Metrics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Tests.Core.Numerics;
using MeanSquaredError = Sweep.Core.Losses.MeanSquaredError;

namespace Sweep.Tests.Core.Training;

/// <summary>A number to predict, and a linear model that can be made to diverge by its learning rate.</summary>
internal static class Regression
{
    private static readonly Dataset _data = new(["a", "b"], Sample.Floats(60), TargetKind.Number, Sample.Floats(30, 1), []);

    public static TrainingPlan Plan(double learningRate) => Clouds.Plan with
    {
        Data = _data,
        Fold = new Fold([.. Enumerable.Range(0, 20)], [.. Enumerable.Range(20, 10)]),
        Scaler = Standardizer.None(2),
        Network = Network.Perceptron(2, [], new Relu(), 1),
        Loss = new MeanSquaredError(),
        Metrics = [new RSquared()],
        Optimizer = new Sgd(),
        LearningRate = learningRate,
    };
}
