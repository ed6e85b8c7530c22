using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Training;

public class LearnerTests
{
    public static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (string optimizer in UpdateRules.Catalog.Names)
        {
            foreach (string activation in Activations.Catalog.Names)
                data.Add(optimizer, activation);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_training_step_allocates_nothing(string optimizerName, string activation)
    {
        var plan = Clouds.Plan;
        var learner = new Learner(Network.Perceptron(5, [17, 9], Activations.Catalog.Create(activation), 3), 30);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        var optimizer = UpdateRules.Catalog.Create(optimizerName);
        int[] rows = [.. Enumerable.Range(0, 30)];

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int step = 0; step < 50; step++)
                learner.Step(plan.Data, rows.AsSpan(0, 1 + step % 30), plan.Scaler, plan.Loss, optimizer, 0.01);
        }));
    }

    [Theory]
    [InlineData(ClippedBy.Norm)]
    [InlineData(ClippedBy.SumNorm)]
    [InlineData(ClippedBy.LargestNorm)]
    [InlineData(ClippedBy.Value)]
    public void An_update_from_several_batches_clipped_and_averaged_allocates_nothing(ClippedBy by)
    {
        var plan = Features.Noisy;
        var learner = new Learner(plan.Network, 30);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        var average = new AveragedWeights(new ExponentialAverage { BiasCorrection = true }, plan.Network);
        var clipping = new Clipping { By = by, Limit = 0.01 };
        int[] rows = [.. Enumerable.Range(0, 30)];

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int step = 0; step < 50; step++)
            {
                for (int part = 0; part < 3; part++)
                    learner.Accumulate(plan.Data, rows.AsSpan(0, 1 + step % 30), plan.Scaler, plan.Loss);
                learner.Update(plan.Optimizer, 0.01, clipping);
                average.Take(learner, plan.Optimizer, 1, endsEpoch: false);
            }
        }));
    }

    [Fact]
    public void The_gradient_of_a_whole_network_agrees_with_finite_differences()
    {
        var plan = Clouds.Plan;
        var learner = new Learner(Network.Perceptron(5, [6, 4], new Tanh(), 3), 9);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        int[] rows = [3, 1, 4, 15, 9, 2, 6, 5, 35];
        learner.Step(plan.Data, rows, plan.Scaler, plan.Loss, new Sgd(), learningRate: 0);
        float[] gradient = learner.Gradient.ToArray();

        for (int i = 0; i < gradient.Length; i++)
        {
            float weight = learner.Weights[i];
            learner.Weights[i] = weight + 0.01f;
            double above = learner.Evaluate(plan.Data, rows, plan.Scaler, plan.Loss);
            learner.Weights[i] = weight - 0.01f;
            double below = learner.Evaluate(plan.Data, rows, plan.Scaler, plan.Loss);
            learner.Weights[i] = weight;
            Assert.Equal((above - below) / 0.02, gradient[i], tolerance: 2e-4);
        }
    }

    [Fact]
    public void A_step_whose_loss_is_not_finite_leaves_the_weights_alone()
    {
        var plan = Clouds.Plan;
        var learner = new Learner(plan.Network, 8);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        float[] before = learner.Weights.ToArray();

        double loss = learner.Step(plan.Data, [0, 1], plan.Scaler, new NoLoss(), new Sgd(), 0.1);

        Assert.True(double.IsNaN(loss));
        Assert.Equal(before, learner.Weights.ToArray());
    }

    private sealed class NoLoss : ILoss
    {
        public TargetKind Target => TargetKind.Classes;

        public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient) => double.NaN;
    }
}
