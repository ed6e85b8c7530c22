using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Tests.Core.Metrics;
using Sweep.Tests.Reference;
using MeanSquaredError = Sweep.Core.Losses.MeanSquaredError;

namespace Sweep.Tests.Core.Training;

public class TrainingReferenceTests
{
    // The file's own tolerances for gradient descent and logistic regression are for double precision.
    private const double FloatRelative = 2e-5;
    private const double OptimumRelative = 1e-3;

    private static readonly ReferenceFile _file = ReferenceFile.Load("training.json");

    /// <summary>What a classification run can ask for; the schedule is followed by the rates and momenta that the file lists.</summary>
    private static readonly string[] _settings =
    [
        "sizes", "activation", "optimizer", "optimizer_params", "epochs", "batch_size", "loss", "label_smoothing", "clip_global_norm",
        "schedule", "schedule_params", "schedule_step",
    ];

    public static TheoryData<string> Runs() => Ids("classification run");

    public static TheoryData<string> Descents() => Ids("full-batch gradient descent");

    public static TheoryData<string> Optima() => Ids("logistic regression");

    [Fact]
    public void Every_case_is_run_and_every_setting_of_it_known()
    {
        Assert.All(_file.Cases, each =>
        {
            string kind = each.GetProperty("kind").GetString()!;
            Assert.Contains(kind, new[] { "classification run", "full-batch gradient descent", "logistic regression" });
            if (kind == "classification run")
                Assert.All(each.GetProperty("params").EnumerateObject(), setting => Assert.Contains(setting.Name, _settings));
        });
        Assert.Equal(_file.Cases.Count(), Runs().Count + Descents().Count + Optima().Count);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Classification_run_follows_the_reference_step_by_step(string id)
    {
        var each = _file[id];
        var (settings, expected, tolerance) = (each.GetProperty("params"), each.GetProperty("expected"), each.GetProperty("tolerance_f32"));
        var rows = _file.Header.GetProperty("data").GetProperty(each.GetProperty("data_ref").GetString()!);
        int[] sizes = ReferenceFile.Integers(settings.GetProperty("sizes"));
        var data = Classes(rows, sizes[^1]);
        var network = Network.Perceptron(
            sizes[0], sizes[1..^1], Activations.Catalog.Create(settings.GetProperty("activation").GetString()!), sizes[^1]);
        var learner = new Learner(network, data.Rows);
        Write(learner, each.GetProperty("input").GetProperty("initial_weights"), network);
        double[]? rates = PerStep("lr_per_step"), momenta = PerStep("momentum_per_step"), norms = PerStep("grad_norm_before_clipping");
        var (optimizer, loss) = (ReferenceOptimizer.Create(settings.GetProperty("optimizer").GetString()!, settings.GetProperty("optimizer_params")), LossOf(settings));
        var clipping = settings.TryGetProperty("clip_global_norm", out var norm) ? new Clipping { Limit = norm.GetDouble() } : null;
        var scaler = Standardizer.None(sizes[0]);
        int[] all = [.. Enumerable.Range(0, data.Rows)];
        int batch = settings.GetProperty("batch_size").GetInt32();
        double[] losses = ReferenceFile.Numbers(expected.GetProperty("loss_per_step"));
        int step = 0;

        foreach (var (epoch, order) in each.GetProperty("input").GetProperty("batch_order").EnumerateArray().Index())
        {
            foreach (int[] part in ReferenceFile.Integers(order).Chunk(batch))
            {
                var rule = momenta is null ? optimizer.Rule : (Momentum)optimizer.Rule with { Decay = momenta[step] };
                double value = learner.Step(data, part, scaler, loss, rule, rates is null ? optimizer.LearningRate(step + 1) : rates[step], clipping);
                AssertClose(losses[step], value, $"loss of step {step + 1}");
                if (norms is not null)
                    AssertClose(norms[step], learner.GradientNorm, $"norm of step {step + 1}");
                step++;
                if (expected.GetProperty("weights_after_step").TryGetProperty($"{step}", out var after))
                    AssertWeights(after, $"step {step}");
            }

            AssertClose(ReferenceFile.Numbers(expected.GetProperty("train_loss_after_epoch"))[epoch],
                learner.Evaluate(data, all, scaler, new CrossEntropy()), $"loss after epoch {epoch + 1}");
            Assert.Equal(
                ReferenceFile.Numbers(expected.GetProperty("train_accuracy_after_epoch"))[epoch],
                Judged.By(new Accuracy(), learner.Predictions, learner.Targets), precision: 12);
        }
        Assert.Equal(losses.Length, step);
        AssertWeights(expected.GetProperty("final_weights"), "the end");

        double[]? PerStep(string name) => expected.TryGetProperty(name, out var values) ? ReferenceFile.Numbers(values) : null;

        void AssertClose(double want, double got, string what) => ReferenceFile.AssertClose(
            want, got, tolerance.GetProperty("abs").GetDouble(), tolerance.GetProperty("rel").GetDouble(), what);

        void AssertWeights(JsonElement want, string when)
        {
            var wanted = new Learner(network, 1);
            Write(wanted, want, network);
            for (int i = 0; i < network.WeightCount; i++)
                AssertClose(wanted.Weights[i], learner.Weights[i], $"weight {i} after {when}");
        }
    }

    [Theory]
    [MemberData(nameof(Descents))]
    public void Linear_regression_walks_the_reference_path_to_the_exact_solution(string id)
    {
        var each = _file[id];
        var (settings, expected) = (each.GetProperty("params"), each.GetProperty("expected"));
        var data = Numbers(_file.Header.GetProperty("data").GetProperty(each.GetProperty("data_ref").GetString()!));
        var learner = new Learner(Network.Perceptron(data.FeatureNames.Count, [], new Relu(), 1), data.Rows);
        learner.Weights.Clear();
        double momentum = settings.GetProperty("momentum").GetDouble(), rate = settings.GetProperty("lr").GetDouble();
        Optimizer plain = momentum > 0 ? new Momentum { Decay = momentum } : new Sgd();
        // The gradient of l2·‖w‖² is 2·l2·w; the intercept is not penalised.
        var optimizer = plain with { WeightDecay = 2 * settings.GetProperty("l2").GetDouble(), DecayBiases = false };
        var (scaler, rows) = (Standardizer.None(data.FeatureNames.Count), Enumerable.Range(0, data.Rows).ToArray());

        for (int iteration = 1; iteration <= settings.GetProperty("iterations").GetInt32(); iteration++)
        {
            learner.Step(data, rows, scaler, new MeanSquaredError(), optimizer, rate);
            if (expected.GetProperty("weights_after_iteration").TryGetProperty($"{iteration}", out var after))
                AssertClose(after, learner.Weights, FloatRelative, $"iteration {iteration}");
        }
        AssertClose(expected.GetProperty("solution"), learner.Weights, FloatRelative, "the solution");
    }

    [Theory]
    [MemberData(nameof(Optima))]
    public void Logistic_regression_reaches_the_unique_optimum(string id)
    {
        var each = _file[id];
        var expected = each.GetProperty("expected");
        var data = Labels(_file.Header.GetProperty("data").GetProperty(each.GetProperty("data_ref").GetString()!));
        var learner = new Learner(Network.Perceptron(data.FeatureNames.Count, [], new Relu(), 1), data.Rows);
        learner.Weights.Clear();
        var (scaler, rows) = (Standardizer.None(data.FeatureNames.Count), Enumerable.Range(0, data.Rows).ToArray());

        // ‖w‖²/(2C) beside the sum of n losses is ‖w‖²/(2Cn) beside their mean, and its gradient w/(Cn).
        var c = each.GetProperty("params").GetProperty("C");
        var optimizer = new Nesterov { WeightDecay = c.ValueKind == JsonValueKind.Null ? 0 : 1 / (c.GetDouble() * data.Rows), DecayBiases = false };

        for (int step = 0; step < 20_000; step++)
            learner.Step(data, rows, scaler, new BinaryCrossEntropy(), optimizer, 0.5);

        AssertClose(expected.GetProperty("solution"), learner.Weights, OptimumRelative, "the optimum");
        double loss = learner.Evaluate(data, rows, scaler, new BinaryCrossEntropy());
        Assert.Equal(expected.GetProperty("mean_log_loss").GetDouble(), loss, tolerance: 1e-6);
        Assert.Equal(expected.GetProperty("accuracy").GetDouble(), Judged.By(new Accuracy(), learner.Predictions, learner.Targets), precision: 12);
    }

    [Theory]
    [MemberData(nameof(Optima))]
    public void Lbfgs_reaches_the_unique_optimum_of_a_logistic_regression_with_and_without_a_penalty(string id)
    {
        var each = _file[id];
        var expected = each.GetProperty("expected");
        var data = Labels(_file.Header.GetProperty("data").GetProperty(each.GetProperty("data_ref").GetString()!));
        var learner = new Learner(Network.Perceptron(data.FeatureNames.Count, [], new Relu(), 1), data.Rows);
        learner.Weights.Clear();
        var (scaler, rows) = (Standardizer.None(data.FeatureNames.Count), Enumerable.Range(0, data.Rows).ToArray());
        // ‖w‖²/(2C) beside the sum over the rows is ½·‖w‖²/(C·rows) beside their mean.
        bool penalized = each.GetProperty("params").GetProperty("penalty").GetString() == "l2";
        var optimizer = new Lbfgs
        {
            WeightDecay = penalized ? 1 / (each.GetProperty("params").GetProperty("C").GetDouble() * data.Rows) : 0,
            DecayBiases = false,
        };

        for (int step = 0; step < 60; step++)
            learner.Step(data, rows, scaler, new BinaryCrossEntropy(), optimizer, 1);

        var shipped = learner.ShippedWeights(optimizer);
        ReferenceFile.AssertClose(expected.GetProperty("solution"), shipped, each.GetProperty("tolerance"), "the optimum");
        double loss = learner.Evaluate(shipped, data, rows, scaler, new BinaryCrossEntropy());
        Assert.Equal(expected.GetProperty("mean_log_loss").GetDouble(), loss, tolerance: 1e-6);
    }

    private static CrossEntropy LossOf(JsonElement settings) =>
        new() { LabelSmoothing = settings.TryGetProperty("label_smoothing", out var smoothing) ? smoothing.GetDouble() : 0 };

    private static TheoryData<string> Ids(string kind) =>
        [.. _file.Cases.Where(each => each.GetProperty("kind").GetString() == kind).Select(each => each.GetProperty("id").GetString()!)];

    private static void AssertClose(JsonElement expected, ReadOnlySpan<float> got, double relative, string what)
    {
        double[] wanted = ReferenceFile.Numbers(expected);
        double scale = wanted.Max(Math.Abs);
        for (int i = 0; i < wanted.Length; i++)
            ReferenceFile.AssertClose(wanted[i], got[i], relative * scale, 0, $"{what} [{i}]");
    }

    // PyTorch's Linear keeps its matrix as [outputs, inputs]; Dense as [inputs, outputs].
    private static void Write(Learner learner, JsonElement weights, Network network)
    {
        int dense = 0;
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            if (network.Layers[layer] is not Dense)
                continue;
            var slice = learner.Weights[network.WeightsOf(layer)];
            float[] matrix = ReferenceFile.Floats(weights.GetProperty($"layer{dense}.weight"));
            float[] bias = ReferenceFile.Floats(weights.GetProperty($"layer{dense}.bias"));
            int inputs = network.Shapes[layer].Count, outputs = network.Shapes[layer + 1].Count;
            for (int input = 0; input < inputs; input++)
            {
                for (int output = 0; output < outputs; output++)
                    slice[input * outputs + output] = matrix[output * inputs + input];
            }
            bias.CopyTo(slice[(inputs * outputs)..]);
            dense++;
        }
    }

    private static Dataset Classes(JsonElement rows, int classes)
    {
        int[] labels = ReferenceFile.Integers(rows.GetProperty("y"));
        var targets = new float[labels.Length * classes];
        for (int row = 0; row < labels.Length; row++)
            targets[row * classes + labels[row]] = 1;
        return Make(rows, TargetKind.Classes, targets, [.. Enumerable.Range(0, classes).Select(each => $"{each}")]);
    }

    private static Dataset Labels(JsonElement rows) =>
        Make(rows, TargetKind.TwoClasses, ReferenceFile.Floats(rows.GetProperty("y")), ["0", "1"]);

    private static Dataset Numbers(JsonElement rows) =>
        Make(rows, TargetKind.Number, ReferenceFile.Floats(rows.GetProperty("y")), []);

    private static Dataset Make(JsonElement rows, TargetKind kind, float[] targets, string[] classes)
    {
        var features = rows.GetProperty("X");
        return new Dataset(
            [.. Enumerable.Range(0, features[0].GetArrayLength()).Select(each => $"x{each}")],
            ReferenceFile.Floats(features), kind, targets, classes);
    }
}
