using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

/// <summary>Numbers that others have published, or that were computed at high precision from the rules.</summary>
public class PublishedValueTests
{
    /// <summary>Keras' own tests: the first of ten weights that start from 1, after a gradient of 0.01 and four of 0.1.</summary>
    public static TheoryData<Optimizer, double, double[]> GoldenValues() => new()
    {
        { Sgd.Keras, 0.01, [0.9999, 0.9989, 0.9979, 0.9969, 0.9959] },
        { Adagrad.Keras with { InitialAccumulator = 0.3, Epsilon = 1e-6 }, 0.2, [0.9963, 0.9604, 0.9251, 0.8903, 0.8560] },
        { Adadelta.Keras with { Decay = 0.8, Epsilon = 1e-6 }, 1, [0.9978, 0.9947, 0.9915, 0.9882, 0.9849] },
        { RmsProp.Keras with { Centered = true }, 0.001, [0.9967, 0.9933, 0.9908, 0.9885, 0.9864] },
        { AmsGrad.Keras, 0.001, [0.999, 0.9982, 0.9974, 0.9965, 0.9955] },
        { Adam.Keras with { AmsGrad = true }, 0.001, [0.999, 0.9982, 0.9974, 0.9965, 0.9955] },
        { new Lion(), 0.001, [0.999, 0.998, 0.997, 0.996, 0.995] },
        { Adamax.Keras with { Beta1 = 0.85, Beta2 = 0.95, Epsilon = 1e-6 }, 0.2, [0.8, 0.6827, 0.5333, 0.3680, 0.1933] },
        { NAdam.Keras with { Beta1 = 0.5, Beta2 = 0.67, Epsilon = 1e-5 }, 0.5, [0.4281, -0.1738, -0.7115, -1.2335, -1.7492] },
        { AdamW.Keras with { WeightDecay = 0.5, Epsilon = 2 }, 1, [0.4998, 0.2486, 0.1223, 0.0586, 0.0263] },
    };

    [Theory]
    [MemberData(nameof(GoldenValues))]
    public void Keras_own_tests_pass(Optimizer optimizer, double rate, double[] golden)
    {
        float[] weights = Steps.Of(optimizer, rate, start: 1, 0.01f, 0.1f, 0.1f, 0.1f, 0.1f);

        // Their tolerance: relative and absolute.
        Assert.Equal(golden, weights.Select(weight => (double)weight), (expected, got) => Math.Abs(expected - got) <= 5e-4 * (1 + Math.Abs(expected)));
    }

    [Fact]
    public void Adagrad_s_last_weight_has_ten_times_the_gradient() =>
        Assert.Equal(
            [0.9963, 0.8209, 0.6891, 0.5790, 0.4825],
            Steps.Of(Adagrad.Keras with { InitialAccumulator = 0.3, Epsilon = 1e-6 }, 0.2, start: 1, 0.01f, 1, 1, 1, 1).Select(weight => (double)weight),
            (expected, got) => Math.Abs(expected - got) <= 5e-4 * (1 + Math.Abs(expected)));

    /// <summary>f = ½(w₁² + 10·w₂²) from (1, 1), at a rate of 0.05 unless it says 1: both weights after some steps.</summary>
    public static TheoryData<Optimizer, double, int, double, double> Trajectories() => new()
    {
        { new Momentum(), 0.05, 1, 0.95, 0.5 },
        { new Momentum(), 0.05, 2, 0.8575, -0.2 },
        { new Momentum(), 0.05, 5, 0.4171559375, -0.5218 },
        { Momentum.Keras, 0.05, 2, 0.8575, -0.2 },
        { Momentum.Keras, 0.05, 5, 0.4171559375, -0.5218 },
        { new Momentum { Dampening = 0.5 }, 0.05, 2, 0.88125, -0.075 },
        { new Momentum { Dampening = 0.5 }, 0.05, 5, 0.5984428711, -0.934284375 },
        { new Nesterov(), 0.05, 1, 0.905, 0.05 },
        { new Nesterov(), 0.05, 2, 0.778525, -0.4025 },
        { new Nesterov(), 0.05, 5, 0.3159423051, -0.0111371875 },
        { Nesterov.Keras, 0.05, 5, 0.3159423051, -0.0111371875 },
        { new Adagrad(), 0.05, 1, 0.95, 0.95 },
        { new Adagrad(), 0.05, 2, 0.9155625269, 0.9155625269 },
        { new Adagrad(), 0.05, 5, 0.8433807991, 0.8433807991 },
        { Adagrad.Keras, 0.05, 1, 0.9523268727, 0.9500249813 },
        { Adagrad.Keras, 0.05, 2, 0.9187151864, 0.9155960791 },
        { Adagrad.Keras, 0.05, 5, 0.8474690138, 0.8434239095 },
        { new RmsProp(), 0.05, 1, 0.50000005, 0.500000005 },
        { new RmsProp(), 0.05, 2, 0.2754934247, 0.2754933777 },
        { new RmsProp(), 0.05, 5, 0.04915507084, 0.04915504997 },
        { RmsProp.Keras, 0.05, 1, 0.841886196, 0.8418861178 },
        { RmsProp.Keras, 0.05, 2, 0.7369377629, 0.7369376578 },
        { RmsProp.Keras, 0.05, 5, 0.5244637869, 0.5244636521 },
        { new Adam(), 0.05, 1, 0.9500000005, 0.95 },
        { new Adam(), 0.05, 2, 0.9000832438, 0.9000832429 },
        { new Adam(), 0.05, 5, 0.7514778926, 0.7514778903 },
        { new Adam { WeightDecay = 0.1 }, 0.05, 5, 0.7514778926, 0.7514778903 },
        { Adam.Keras, 0.05, 1, 0.9500001581, 0.9500000158 },
        { Adam.Keras, 0.05, 2, 0.9000835151, 0.90008327 },
        { Adam.Keras, 0.05, 5, 0.7514784154, 0.7514779425 },
        { new AdamW { WeightDecay = 0.1 }, 0.05, 1, 0.9450000005, 0.945 },
        { new AdamW { WeightDecay = 0.1 }, 0.05, 2, 0.8903686593, 0.8903686584 },
        { new AdamW { WeightDecay = 0.1 }, 0.05, 5, 0.7293938181, 0.7293938157 },
        { new Adamax(), 0.05, 1, 0.9500000005, 0.95 },
        { new Adamax(), 0.05, 2, 0.9012670575, 0.9012670566 },
        { new Adamax(), 0.05, 5, 0.7628887749, 0.7628887729 },
        { new NAdam(), 0.05, 1, 0.9471774116, 0.9471774111 },
        { new NAdam(), 0.05, 2, 0.9089487661, 0.9089487653 },
        { new NAdam(), 0.05, 5, 0.8042298146, 0.8042298129 },
        { NAdam.Keras, 0.05, 1, 0.9468606151, 0.9468606104 },
        { NAdam.Keras, 0.05, 2, 0.9091112371, 0.909111229 },
        { NAdam.Keras, 0.05, 5, 0.8080246909, 0.8080246735 },
        { new RAdam(), 0.05, 1, 0.95, 0.5 },
        { new RAdam(), 0.05, 2, 0.9013157895, 0.1315789474 },
        { new RAdam(), 0.05, 5, 0.7633404884, -0.377639272 },
        { new Lion(), 0.05, 5, 0.75, 0.75 },
        { new Adadelta(), 1, 1, 0.9968377382, 0.9968377225 },
        { new Adadelta(), 1, 5, 0.9836313873, 0.9836313037 },
        { Adadelta.Keras, 1, 1, 0.9985857879, 0.9985857865 },
        { Adadelta.Keras, 1, 5, 0.9928068628, 0.9928068555 },
    };

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void A_trajectory_at_high_precision_is_followed_as_closely_as_float_allows(Optimizer optimizer, double rate, int steps, double first, double second)
    {
        var state = new OptimizerState(weightCount: 2);
        float[] weights = [1, 1];
        for (int step = 0; step < steps; step++)
        {
            state.Advance();
            optimizer.Update(weights, [weights[0], 10 * weights[1]], state, rate);
        }

        // The second weight passes 0 under some rules: what it has lost is as large as the weights were.
        Assert.Equal(first, weights[0], tolerance: 2e-6 * Math.Abs(first));
        Assert.Equal(second, weights[1], tolerance: 2e-6 * Math.Max(Math.Abs(second), 0.5));
    }
}
