using Sweep.Core.Contracts;
using Sweep.Core.Losses;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

public class StudyReaderTests
{
    [Fact]
    public void Each_fold_is_scaled_by_its_own_training_rows_and_by_no_other()
    {
        var network = NetworkOf(Read());

        foreach (var fold in network.Folds)
        {
            double[] seen = [.. fold.Rows.Training.Select(row => (double)network.Data.Features[row][0])];
            double deviation = Math.Sqrt(seen.Average(value => Math.Pow(value - seen.Average(), 2)));
            Assert.Equal(seen.Average(), fold.Scaler.Mean[0], tolerance: 1e-6);
            Assert.Equal(1 / deviation, fold.Scaler.Scale[0], tolerance: 1e-5);
        }
        Assert.Equal(network.Folds.Count, network.Folds.Select(fold => fold.Scaler.Mean[0]).Distinct().Count());
    }

    [Fact]
    public void Scaling_can_be_left_out() =>
        Assert.All(NetworkOf(Read("target: cloud", "target: cloud, scale: none")).Folds, fold => Assert.Equal((0, 1), (fold.Scaler.Mean[0], fold.Scaler.Scale[0])));

    [Fact]
    public void Repeats_split_the_rows_anew_and_folds_keep_their_share_of_every_class()
    {
        var study = Read();
        var network = NetworkOf(study);
        int[] classes = network.Data.ClassOfRows()!;

        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], study.Folds.Select(fold => (fold.Repeat, fold.Number)));
        Assert.NotEqual(network.Folds[0].Rows.Validation, network.Folds[3].Rows.Validation);
        Assert.All(network.Folds, fold => Assert.All(
            Enumerable.Range(0, 3), each => Assert.Equal(4, fold.Rows.Validation.Count(row => classes[row] == each))));
    }

    [Fact]
    public void Without_shuffling_folds_follow_the_order_of_the_rows() =>
        Assert.Equal(
            Enumerable.Range(0, 12),
            NetworkOf(Read("stratified_k_fold, folds: 3, repeats: 2", "k_fold, folds: 3, shuffle: false")).Folds[0].Rows.Validation);

    [Fact]
    public void A_loss_on_log_probabilities_is_for_a_network_that_ends_in_log_softmax()
    {
        var network = NetworkOf(Read(
            "loss: cross_entropy }", "loss: negative_log_likelihood, class_weights: balanced }",
            ("model: { kind: mlp, hidden: [8], activation: tanh }", "model: { layers: [{ kind: dense, units: 3 }, log_softmax] }")));

        Assert.Equal(new NegativeLogLikelihood(), network.Loss);
        Assert.All(network.Folds, fold => Assert.Equal(new ClassWeights(1, 1, 1), fold.ClassWeights));
    }

    [Fact]
    public void A_configuration_becomes_the_plan_that_it_names()
    {
        var study = Read("loss: cross_entropy }", "loss: cross_entropy, divergence_factor: 7 }");

        var gradientDescent = NetworkOf(study).PlanOf(study.Suggest(3), study.Folds[4], study.Seed);
        var momentum = NetworkOf(study).PlanOf(study.Suggest(9), study.Folds[0], study.Seed);

        Assert.Equal((new Sgd(), BatchSize.All, 0.01), (gradientDescent.Optimizer, gradientDescent.BatchSize, gradientDescent.LearningRate));
        Assert.Equal((1, 1, 3ul, 3, 7.0), (gradientDescent.Repeat, gradientDescent.FoldNumber, gradientDescent.Seed, gradientDescent.Epochs, gradientDescent.DivergenceFactor));
        Assert.Equal((new Momentum { Decay = 0.9 }, new BatchSize(8)), (momentum.Optimizer, momentum.BatchSize));
    }

    [Theory]
    [InlineData("{ kind: adam }",
        "{ kind: adam, ams_grad: false, beta1: 0.9, beta2: 0.999, epsilon: 1E-08, epsilon_hat: false, weight_decay: 0, decoupled_decay: false, decay_biases: true }")]
    [InlineData("{ kind: adam, preset: torch }",
        "{ kind: adam, ams_grad: false, beta1: 0.9, beta2: 0.999, epsilon: 1E-08, epsilon_hat: false, weight_decay: 0, decoupled_decay: false, decay_biases: true }")]
    [InlineData("{ kind: adam, preset: keras }",
        "{ kind: adam, ams_grad: false, beta1: 0.9, beta2: 0.999, epsilon: 1E-07, epsilon_hat: true, weight_decay: 0, decoupled_decay: true, decay_biases: true }")]
    [InlineData("{ beta1: 0.5, weight_decay: 0.1, decoupled_decay: false, preset: keras, kind: adam }",
        "{ kind: adam, ams_grad: false, beta1: 0.5, beta2: 0.999, epsilon: 1E-07, epsilon_hat: true, weight_decay: 0.1, decoupled_decay: false, decay_biases: true }")]
    [InlineData("{ name: mine, kind: rmsprop, preset: keras, epsilon: { values: [0.001] } }",
        "{ kind: rmsprop, decay: 0.9, epsilon: 0.001, epsilon_inside_root: true, centered: false, momentum: 0, rate_in_velocity: true, weight_decay: 0, decoupled_decay: true, decay_biases: true }")]
    public void A_preset_is_where_settings_start_from_and_those_of_the_study_come_on_top(string optimizer, string settings)
    {
        var study = Read("- sgd\n", $"- {optimizer}\n", ("- { kind: adam, learning_rate: { values: [0.001, 0.01] }, ams_grad: true }", "- sgd"));

        var configuration = study.Suggest(0);

        string kind = ((ComponentChoice)configuration[Hyperparameters.Optimizer]!).Kind;
        Assert.Equal(settings, ComponentSettings.Text(kind, NetworkObjective.OptimizerOf(configuration)));
    }

    [Fact]
    public void Two_presets_of_an_optimizer_can_be_compared_under_names_of_their_own()
    {
        var study = Read("- sgd\n", "- { name: keras_adam, kind: adam, preset: keras, learning_rate: 0.1 }\n");

        Assert.Equal((Adam.Keras, "keras_adam"), (NetworkObjective.OptimizerOf(study.Suggest(0)), study.Suggest(0)[Hyperparameters.Optimizer]!.ToString()));
        Assert.Equal(new Adam { AmsGrad = true }, NetworkObjective.OptimizerOf(study.Suggest(study.Trials - 1)));
    }

    [Fact]
    public void A_loss_has_settings_of_its_own() =>
        Assert.Equal(new CrossEntropy { LabelSmoothing = 0.1 }, NetworkOf(Read("loss: cross_entropy }", "loss: { kind: cross_entropy, label_smoothing: 0.1 } }")).Loss);

    [Fact]
    public void Balanced_class_weights_are_those_of_the_training_rows_of_each_fold()
    {
        // 36 rows in their order, 12 of each of 3 classes in turn: 7 folds without stratification hold the classes unevenly.
        var study = Read(
            "loss: cross_entropy }\nvalidation: { kind: stratified_k_fold, folds: 3, repeats: 2 }",
            "loss: cross_entropy, class_weights: balanced }\nvalidation: { kind: k_fold, folds: 7, shuffle: false }");
        var network = NetworkOf(study);
        int[] classes = network.Data.ClassOfRows()!;

        foreach (var fold in study.Folds)
        {
            int[] rows = network.Folds[fold.Index].Rows.Training;
            var expected = ClassWeights.Balanced([.. Enumerable.Range(0, 3).Select(number => rows.Count(row => classes[row] == number))]);
            Assert.Equal(new CrossEntropy().With(expected), network.PlanOf(study.Suggest(0), fold, study.Seed).Loss);
        }
        Assert.True(network.Folds.Select(fold => fold.ClassWeights).Distinct().Count() > 1);
    }

    [Fact]
    public void Class_weights_can_be_given_by_the_names_of_the_classes()
    {
        var study = Read("loss: cross_entropy }", "loss: { kind: cross_entropy, label_smoothing: 0.1 }, class_weights: { red: 3, blue: 1, green: 0.5 } }");

        // The classes in their order: blue, green, red.
        Assert.Equal(
            new CrossEntropy { LabelSmoothing = 0.1 }.With(new ClassWeights(1, 0.5, 3)), NetworkOf(study).PlanOf(study.Suggest(0), study.Folds[1], study.Seed).Loss);
    }

    [Fact]
    public void A_study_measures_what_is_usual_its_own_metric_and_what_it_lists()
    {
        Assert.Equal(["accuracy"], Measured(Read()));

        var study = Read("metric: { name: validation_accuracy, goal: maximize }", "metrics: [roc_auc, f1]\nmetric: { name: validation_log_loss }");

        Assert.Equal(["accuracy", "f1", "log_loss", "roc_auc"], Measured(study));
        Assert.Equal(("validation_log_loss", false), (study.Objective.Figures[study.Metric.Figure].Name, study.Metric.Maximize));

        static IEnumerable<string> Measured(Study study) => NetworkOf(study).Metrics.Select(metric => metric.Name);
    }

    private static NetworkObjective NetworkOf(Study study) => (NetworkObjective)study.Objective;

    private static Study Read(string from = "", string to = "", params IEnumerable<(string From, string To)> more)
    {
        using var folder = new TemporaryFolder();
        return StudyReader.Read(SmallStudy.Write(folder, text =>
        {
            text = from.Length == 0 ? text : text.Replace(from, to, StringComparison.Ordinal);
            return more.Aggregate(text, (changed, each) => changed.Replace(each.From, each.To, StringComparison.Ordinal));
        }));
    }
}
