using FsCheck.Fluent;
using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Tests.Contracts;
using Sweep.Tests.Core.Numerics;
using Sweep.Tests.Core.Training;

namespace Sweep.Tests.Core.Layers;

public class BatchNormalizationTests
{
    [Fact]
    public void It_equals_a_plain_loop_on_any_shape() =>
        Prop.ForAll((
            from rows in Gen.Choose(2, 9)
            from pixels in Gen.Choose(1, 5)
            from channels in Gen.Choose(1, 35)
            select (rows, pixels, channels)).ToArbitrary(), shape =>
        {
            var (rows, pixels, channels) = shape;
            // Far from 0 beside their spread, as pixels of photographs are.
            float[] input = Array.ConvertAll(Sample.Floats(rows * pixels * channels), value => 100 + value);
            var bench = new LayerBench(new BatchNormalization(), new Shape(pixels, channels), rows)
            {
                Input = input,
                Weights = [.. Sample.Floats(channels, 1), .. Sample.Floats(channels, 2)],
            };
            bench.Forward();

            return Enumerable.Range(0, channels).All(channel =>
            {
                double[] values = [.. input.Where((_, i) => i % channels == channel).Select(value => (double)value)];
                double mean = values.Average(), variance = values.Average(value => (value - mean) * (value - mean));
                double unbiased = variance * values.Length / (values.Length - 1);
                return bench.Output.Where((_, i) => i % channels == channel).Zip(values).All(pair => Math.Abs(
                        (pair.Second - mean) / Math.Sqrt(variance + 1e-5) * bench.Weights[channel] + bench.Weights[channels + channel] - pair.First) < 1e-3)
                    && Math.Abs(0.1 * mean - bench.Statistics[channel]) < 1e-5
                    && Math.Abs(0.9 + 0.1 * unbiased - bench.Statistics[channels + channel]) < 1e-5;
            });
        }).Hold();

    [Fact]
    public void A_single_value_becomes_the_shift_and_leaves_the_running_variance_as_it_is()
    {
        var bench = new LayerBench(new BatchNormalization(), new Shape(2), 1) { Input = [3, -5], Weights = [2, 2, 7, 8], Statistics = [1, 1, 4, 4] };
        bench.Forward();
        bench.Backward();

        Assert.Equal([7, 8], bench.Output);
        // 0.9 · 1 + 0.1 · 3 and 0.9 · 1 − 0.1 · 5.
        Assert.Equal([1.2f, 0.4f, 4, 4], bench.Statistics);
        Assert.Equal([0, 0], bench.InputGradient);
    }

    [Fact]
    public void A_trained_network_judges_by_running_statistics_so_a_row_is_judged_alike_in_any_company()
    {
        var plan = Clouds.Plan;
        var network = new Network(new Shape(5), [new Dense { Units = 6 }, new BatchNormalization(), new Relu(), new Dense { Units = 3 }]);
        var learner = new Learner(network, 30);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        int[] rows = [.. Enumerable.Range(0, 30)];
        for (int step = 0; step < 50; step++)
            learner.Step(plan.Data, rows, plan.Scaler, plan.Loss, new Sgd(), 0.1);
        float[] learned = learner.Statistics.ToArray();

        learner.Evaluate(plan.Data, rows, plan.Scaler, plan.Loss);
        float[] together = learner.Predictions[7].ToArray();
        learner.Evaluate(plan.Data, [7], plan.Scaler, plan.Loss);

        Assert.Equal(together, learner.Predictions[0].ToArray());
        Assert.NotEqual(network.Statistics, learned);
        Assert.Equal(learned, learner.Statistics.ToArray());
    }

    [Fact]
    public void Starting_anew_forgets_the_statistics()
    {
        var network = new Network(new Shape(5), [new BatchNormalization(), new Dense { Units = 3 }]);
        var learner = new Learner(network, 30);
        learner.Statistics.Fill(7);

        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));

        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], learner.Statistics.ToArray());
    }
}
