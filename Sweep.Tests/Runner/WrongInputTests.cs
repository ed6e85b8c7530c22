using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Optimizers;
using Sweep.Strategies.Validation;

namespace Sweep.Tests.Runner;

/// <summary>Whatever is wrong with a study or its data is said before the first fit, in one message, with exit code 2.</summary>
public class WrongInputTests
{
    private const string Study = "study.yaml";
    private const string RootKeys =
        "command, data, lag, limits, method, metric, metrics, model, name, parameters, pruner, question, range_test, reports, seed, training, trials, validation";

    private const string TrainingKeys =
        "accumulation, average, batch_size, class_weights, clip_norm, clip_value, divergence_factor, early_stopping, epochs, loss, schedule, step_curve";

    // What is known grows with the catalogs.
    private static readonly string _optimizers = string.Join(", ", UpdateRules.Catalog.Names);
    private static readonly string[] _metrics =
        [.. EvaluationMetrics.Catalog.Names.Where(name => EvaluationMetrics.Catalog.Create(name).Judges(TargetKind.Classes))];

    private static readonly string _figures = string.Join(", ", _metrics.Append("loss").Select(name => "validation_" + name).Order(StringComparer.Ordinal));
    private static readonly string _losses = string.Join(", ", LossFunctions.Catalog.Names);
    private static readonly string _splitters = string.Join(", ", Splitters.Catalog.Names);
    private static readonly string _activations = string.Join(", ", Activations.Catalog.Names);

    /// <summary>What is changed in the study file, to what, and the whole message with the folder left out.</summary>
    public static TheoryData<string, string, string> InTheStudyFile() => new()
    {
        { "seed: 3", "sed: 3",
            "study.yaml, line 16, sed: there is no such key. Did you mean \"seed\"? " +
            "Known here: " + RootKeys + "." },
        { "{ epochs: 3,", "{ epoch: 3,",
            "study.yaml, line 5, training.epoch: there is no such key. Did you mean \"epochs\"? Known here: " + TrainingKeys + "." },
        { "{ epochs: 3,", "{",
            "study.yaml, line 5, training: the key \"epochs\" is missing." },
        { "{ epochs: 3,", "{ epochs: 3, friction: 0.9,",
            "study.yaml, line 5, training.friction: there is no such key. Known here: " + TrainingKeys + "." },
        { "- sgd\n", "- sdg\n",
            "study.yaml, line 11, parameters.optimizer.values: there is no optimizer named \"sdg\". Did you mean \"sgd\"? " +
            "Known: " + _optimizers + "." },
        { "kind: momentum,", "kind: momentm,",
            "study.yaml, line 13, parameters.optimizer.values.kind: there is no optimizer named \"momentm\". Did you mean \"momentum\"? " +
            "Known: " + _optimizers + "." },
        { "decay: {", "decy: {",
            "study.yaml, line 13, parameters.optimizer.values.decy: there is no such key. Did you mean \"decay\"? " +
            "Known here: batch_size, dampening, decay, decay_biases, decoupled_decay, kind, learning_rate, name, preset, rate_in_velocity, schedule, weight_decay." },
        { "- sgd\n", "- [adam: { beta1: 0.8 }]\n",
            "study.yaml, line 11, parameters.optimizer.values: the key \"kind\" is missing." },
        { "{ kind: momentum, decay", "{ kind: momentum, preset: kers, decay",
            "study.yaml, line 13, parameters.optimizer.values.preset: momentum has no preset named \"kers\". Did you mean \"keras\"? Known: keras, torch." },
        { "{ kind: momentum, decay: { values: [0.5, 0.9] } }", "{ kind: radam, preset: keras }",
            "study.yaml, line 13, parameters.optimizer.values.preset: radam has no preset named \"keras\". Known: torch." },
        { "{ kind: momentum, decay", "{ kind: momentum, preset: [torch, keras], decay",
            "study.yaml, line 13, parameters.optimizer.values.preset: text is needed here; got a list." },
        { "seed: 3", "pruner: { kind: median, preset: keras }\nseed: 3",
            "study.yaml, line 16, pruner.preset: median has no presets. Leave it out." },
        { "- sgd\n", "- lbfgs\n",
            "study.yaml, line 11, parameters.optimizer.values: lbfgs needs all rows in a batch; got batch_size 8. Add batch_size: all to it." },
        { "- sgd\n", "- { name: quasi_newton, kind: lbfgs, batch_size: { values: [all, 4] } }\n",
            "study.yaml, line 11, parameters.optimizer.values: quasi_newton needs all rows in a batch; got batch_size 4. Add batch_size: all to it." },
        { "- sgd\n", "- { kind: rprop, batch_size: all }\n      - lbfgs\n",
            "study.yaml, line 12, parameters.optimizer.values: lbfgs needs all rows in a batch; got batch_size 8. Add batch_size: all to it." },
        { "- { kind: momentum, decay: { values: [0.5, 0.9] } }\n      - { kind: adam, learning_rate: { values: [0.001, 0.01] }, ams_grad: true }\n",
            "- rprop\n  batch_size: { values: [all, 16] }\n",
            "study.yaml, line 13, parameters.optimizer.values: rprop needs all rows in a batch; got batch_size 16. Add batch_size: all to it." },
        { "{ kind: momentum, decay", "{ kind: momentum, weight_decay: 1e300, decay",
            "study.yaml, line 13, parameters.optimizer.values.weight_decay: weight_decay must be 0 or a number that single precision can hold, " +
            "from 1.2e-38 to 3.4e38; got 1E+300." },
        { "seed: 3", "metrics: [top_2_accuracy, top_3_accuracy]\nseed: 3",
            "study.yaml, line 16, metrics: top_3_accuracy needs more than 3 classes; the target has 3. Leave it out, or use accuracy." },
        { "{ name: validation_accuracy, goal: maximize }", "{ name: validation_top_5_accuracy }",
            "study.yaml, line 7, metric.name: top_5_accuracy needs more than 5 classes; the target has 3. Leave it out, or use accuracy." },
        { "values: [0.5, 0.9]", "values: [0.5, 1.5]",
            "study.yaml, line 13, parameters.optimizer.values.decay: decay must be at least 0 and less than 1; got 1.5." },
        { "values: [0.5, 0.9]", "values: [0.5, 0.5]",
            "study.yaml, line 13, parameters.optimizer.values.decay.values: the value 0.5 is listed twice. List each value once." },
        { "values: [0.5, 0.9]", "values: []",
            "study.yaml, line 13, parameters.optimizer.values.decay.values: a list with at least one entry is needed here; got an empty list." },
        { "- sgd\n", "- adam\n",
            "study.yaml, line 10, parameters.optimizer: two optimizers are named \"adam\". " +
            "Give each a name of its own, as in { name: my_adam, kind: adam }." },
        { "min: 1e-2, max: 1,", "min: 1, max: 1e-2,",
            "study.yaml, line 15, parameters.learning_rate: min must be below max, both finite; got min 1 and max 0.01." },
        { "min: 1e-2, max: 1,", "min: 1, max: 1,",
            "study.yaml, line 15, parameters.learning_rate: min must be below max, both finite; got min 1 and max 1." },
        { "min: 1e-2, max: 1,", "min: 0, max: 1,",
            "study.yaml, line 15, parameters.learning_rate: min must be above 0 on a log scale; got 0." },
        { ", points: 3 }", " }",
            "study.yaml, line 15, parameters.learning_rate: a grid must know which values to take from a range, and there is neither \"points\" nor \"step\". " +
            "Add one, for example points: 9, or list the values." },
        { "points: 3 }", "points: 1 }",
            "study.yaml, line 15, parameters.learning_rate: points must be from 2 to 1000000; got 1." },
        { "log_uniform_values", "log_uniform",
            "study.yaml, line 15, parameters.learning_rate.distribution: there is no distribution named \"log_uniform\". Did you mean \"log_uniform_values\"? Known: log_uniform_values, uniform." },
        { "{ distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }", "{ values: [0.1, -0.1] }",
            "study.yaml, line 15, parameters.learning_rate: learning_rate must be above 0 and finite; got -0.1." },
        { "{ distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }", "{ values: [0.1, fast] }",
            "study.yaml, line 15, parameters.learning_rate.values: a number is needed here; got \"fast\"." },
        { "  learning_rate: { distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }\n", "",
            "study.yaml, line 9, parameters: the key \"learning_rate\" is missing." },
        { "target: cloud", "target: cluod",
            "study.yaml, line 3, data.target: points.csv has no column named \"cluod\". Did you mean \"cloud\"? It has 5: a, b, c, d, cloud." },
        { "points.csv", "point.csv",
            "study.yaml, line 3, data.file: there is no file point.csv. The path is taken from the study file's folder." },
        { "folds: 3,", "folds: 13,",
            "study.yaml, line 6, validation.folds: every fold needs a row of every class, and class red has 12, which do not reach 13 folds. " +
            "Use at most 12 folds, or k_fold." },
        { "stratified_k_fold, folds: 3,", "k_fold, folds: 37,",
            "study.yaml, line 6, validation.folds: 36 rows do not reach 37 folds. Use at most 36 folds." },
        { "folds: 3,", "folds: 1,",
            "study.yaml, line 6, validation.folds: folds must be at least 2; got 1." },
        { "repeats: 2", "repeats: 2, shuffle: false",
            "study.yaml, line 6, validation.repeats: without shuffling every repeat has the same folds. Use 1 repeat, or shuffle." },
        { "stratified_k_fold", "stratified",
            "study.yaml, line 6, validation.kind: there is no kind of validation named \"stratified\". Did you mean \"stratified_k_fold\"? Known: " + _splitters + "." },
        { "batch_size: 8", "batch_size: 25",
            "study.yaml, line 5, training.batch_size: a batch of 25 rows is larger than the 24 training rows of a fold. Use 24 or less, or all." },
        { "batch_size: 8", "batch_size: 0",
            "study.yaml, line 5, training.batch_size: batch_size must be at least 1; got 0." },
        { "batch_size: 8", "batch_size: some",
            "study.yaml, line 5, training.batch_size: a whole number, or all, is needed here; got \"some\"." },
        { "epochs: 3", "epochs: 0",
            "study.yaml, line 5, training.epochs: epochs must be from 1 to 1000000; got 0." },
        { "cross_entropy", "crossentropy",
            "study.yaml, line 5, training.loss: there is no loss named \"crossentropy\". Did you mean \"cross_entropy\"? " +
            "Known: " + _losses + "." },
        { "loss: cross_entropy", "loss: { kind: cross_entropy, label_smoothing: 1 }",
            "study.yaml, line 5, training.loss.label_smoothing: label_smoothing must be at least 0 and less than 1; got 1." },
        { "loss: cross_entropy", "loss: { kind: cross_entropy, smoothing: 0.1 }",
            "study.yaml, line 5, training.loss.smoothing: there is no such key. Known here: kind, label_smoothing." },
        { "loss: cross_entropy", "loss: { kind: hinge }",
            "study.yaml, line 5, training.loss: hinge needs exactly 2 classes; the target cloud has 3. Use cross_entropy." },
        { "loss: cross_entropy", "loss: cross_entropy, class_weights: equal",
            "study.yaml, line 5, training.class_weights: class weights must be balanced, or a mapping with a weight for each class; got \"equal\"." },
        { "loss: cross_entropy", "loss: cross_entropy, class_weights: { red: 1, gren: 2, blue: 1 }",
            "study.yaml, line 5, training.class_weights.gren: there is no such key. Did you mean \"green\"? Known here: blue, green, red." },
        { "loss: cross_entropy", "loss: cross_entropy, class_weights: { red: 1, blue: 1 }",
            "study.yaml, line 5, training.class_weights: the key \"green\" is missing." },
        { "loss: cross_entropy", "loss: cross_entropy, class_weights: { red: 1, blue: -1, green: 1 }",
            "study.yaml, line 5, training.class_weights.blue: class_weight must be at least 0 and finite; got -1." },
        { "cross_entropy", "binary_cross_entropy",
            "study.yaml, line 5, training.loss: binary_cross_entropy needs exactly 2 classes; the target cloud has 3. Use cross_entropy." },
        { "loss: cross_entropy", "loss: negative_log_likelihood",
            "study.yaml, line 5, training.loss: negative_log_likelihood takes logarithms of probabilities, and the network ends in dense. " +
            "End model.layers with log_softmax, or use cross_entropy." },
        { "validation_accuracy", "accuracy",
            "study.yaml, line 7, metric.name: there is no metric named \"accuracy\" for this target. Did you mean \"validation_accuracy\"? Known: " + _figures + "." },
        { "metric: {", "metrics: [f1, rocauc]\nmetric: {",
            "study.yaml, line 7, metrics: there is no metric named \"rocauc\" for this target. Did you mean \"roc_auc\"? Known: " + string.Join(", ", _metrics) + "." },
        { "metric: {", "metrics: [validation_f1]\nmetric: {",
            "study.yaml, line 7, metrics: there is no metric named \"validation_f1\" for this target. Did you mean \"f1\"? Known: " + string.Join(", ", _metrics) + "." },
        { "metric: {", "metrics: [f1, log_loss, f1]\nmetric: {", "study.yaml, line 7, metrics: f1 is listed twice. List each metric once." },
        { "metric: {", "metrics: [r2]\nmetric: {",
            "study.yaml, line 7, metrics: r2 does not judge predictions of classes, and the loss makes classes of the target. Known: " + string.Join(", ", _metrics) + "." },
        { "validation_accuracy", "validation_mean_squared_error",
            "study.yaml, line 7, metric.name: mean_squared_error does not judge predictions of classes, and the loss makes classes of the target. Known: " + _figures + "." },
        { "metric: { name: validation_accuracy, goal: maximize }", "metric: accuracy",
            "study.yaml, line 7, metric: a mapping of keys is needed here, for example { name: validation_loss }; got \"accuracy\"." },
        { "model: { kind: mlp, hidden: [8], activation: tanh }", "model: mlp",
            "study.yaml, line 4, model: a mapping of keys is needed here, for example { kind: mlp, hidden: [32] }; got \"mlp\"." },
        { "validation: { kind: stratified_k_fold, folds: 3, repeats: 2 }", "validation: 5",
            "study.yaml, line 6, validation: a mapping of keys is needed here, for example { kind: k_fold, folds: 5 }; got \"5\"." },
        { "{ epochs: 3,", "{ epochs: 3, early_stopping: true,",
            "study.yaml, line 5, training.early_stopping: a mapping of keys is needed here, for example { patience: 10 }; got \"true\"." },
        { "{ epochs: 3,", "{ epochs: 3, optimizer: adam,",
            "study.yaml, line 5, training.optimizer: what a study varies stands in parameters: optimizer belongs there, with one value or several." },
        { "{ epochs: 3,", "{ epochs: 3, epsilon: 1e-7,",
            "study.yaml, line 5, training.epsilon: a setting of an optimizer stands in its entry of parameters.optimizer: { kind: adamw, epsilon: { values: […] } }." },
        { "  learning_rate: {", "  beta1: 0.8\n  learning_rate: {",
            "study.yaml, line 15, parameters.beta1: a setting of an optimizer stands in its entry of parameters.optimizer: { kind: adamw, beta1: { values: […] } }." },
        { "loss: cross_entropy", "loss: mean_squared_error",
            "study.yaml, line 5, training.loss: mean_squared_error needs a number, and the target cloud has texts such as \"red\". " +
            "Use cross_entropy, or binary_cross_entropy for two classes." },
        { "goal: maximize", "goal: minimize",
            "study.yaml, line 7, metric.goal: the goal for validation_accuracy must be maximize; got \"minimize\". It can also be left out." },
        { "kind: mlp", "kind: mpl",
            "study.yaml, line 4, model.kind: there is no model named \"mpl\". Did you mean \"mlp\"? Known: cnn, linear, logistic, lstm, mlp; or give a list of layers." },
        { "activation: tanh", "activation: tahn",
            "study.yaml, line 4, model.activation: there is no activation named \"tahn\". Did you mean \"tanh\"? Known: " + _activations + "." },
        { "hidden: [8]", "hidden: 8",
            "study.yaml, line 4, model.hidden: a list is needed here, which may be empty; got \"8\"." },
        { "hidden: [8]", "hidden: [0]",
            "study.yaml, line 4, model.hidden: hidden must be from 1 to 1000000; got 0." },
        { "seed: 3", "seed: -3",
            "study.yaml, line 16, seed: a whole number of at least 0 is needed here; got \"-3\"." },
        { "{ distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }", "{ vals: [1] }",
            "study.yaml, line 15, parameters.learning_rate.vals: there is no such key. Did you mean \"value\"? " +
            "Known here: distribution, max, min, points, step, value, values." },
        { "  optimizer:\n", "  batch_size: { min: 4, max: 8, points: 3 }\n  optimizer:\n",
            "study.yaml, line 9, parameters.batch_size.min: there is no such key. Known here: value, values." },
        { "seed: 3", "seed: 3\n---\nname: another",
            "study.yaml, line 18: a study file is one YAML document; got 2. Make a file of each." },
        { "points: 3 }", "points: 2000000000 }",
            "study.yaml, line 15, parameters.learning_rate: points must be from 2 to 1000000; got 2000000000." },
        { "min: 1e-2, max: 1, points: 3", "min: 1, max: 1.0000000000001, points: 9",
            "study.yaml, line 15, parameters.learning_rate: 12 digits do not tell 9 points between 1 and 1.0000000000001 apart. Use fewer, or a wider range." },
        { "{ distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }", "1e-60",
            "study.yaml, line 15, parameters.learning_rate: learning_rate must be a number that single precision can hold, from 1e-38 to 3e38; got 1E-60." },
        { "repeats: 2", "repeats: 2000000000",
            "study.yaml, line 6, validation.repeats: repeats must be from 1 to 1000; got 2000000000." },
        { "hidden: [8]", "hidden: [1000000, 1000]",
            "study.yaml, line 4, model: the network would have 1005001000 weights or more; it can have 250000000. Use fewer units." },
        { "points.csv", "\"p\\0.csv\"",
            "study.yaml, line 3, data.file: Null character in path." },
        { "target: cloud", "target: a",
            "study.yaml, line 5, training.loss: cross_entropy needs classes that repeat; the target a has 36 different values in 36 rows. " +
            "If it is a number to predict, use mean_squared_error." },
        { "seed: 3", "seed: 3\nquestion: " + new string('[', 100_000), "study.yaml, line 17: no study file nests more than 50 levels deep." },
        { "seed: 3", "seed: 3\nquestion: &a [*a]", "study.yaml, line 17: the alias *a stands inside of what it stands for. Write out what is meant." },
        { "seed: 3", "seed: 3\nquestion: { &a [1, { ? *a : 2 }]: 3 }", "study.yaml, line 17: the alias *a stands inside of what it stands for. Write out what is meant." },
        { "seed: 3", "seed: 3\nquestion:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(0, 9).Select(i =>
                $"  - &a{i + 1} [{string.Join(", ", Enumerable.Repeat($"*a{i}", 10))}]\n")),
            "study.yaml, line 22: no study file has more than 100000 values, its aliases written out." },
        { "seed: 3", "seed: 3\nquestion:\n  - &a0 x\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"  - &a{i + 1} [*a{i}]\n")),
            "study.yaml, line 67: no study file nests more than 50 levels deep." },
        { "  learning_rate: { distribution", "  batch_size: 4\n  learning_rate: { min: 1, max: 2, points: 2 }\nmethod: grid\nx: { distribution",
            "study.yaml, line 18, x: there is no such key. Known here: " + RootKeys + "." },
        { "seed: 3", "method: bayes",
            "study.yaml, line 16, method: there is no search method named \"bayes\". Known: grid, halton, random, refine, sobol." },
        { "seed: 3", "method: refin",
            "study.yaml, line 16, method: there is no search method named \"refin\". Did you mean \"refine\"? Known: grid, halton, random, refine, sobol." },
        { "seed: 3", "method: sobol",
            "study.yaml, line 1: this search has no end of its own, and the key \"trials\" is missing. Say how many there shall be, for example trials: 50." },
        { "seed: 3", "method: { kind: halton, scramble: never }\ntrials: 5",
            "study.yaml, line 16, method.scramble: true or false is needed here; got \"never\"." },
        { "seed: 3", "method: { kind: grid, extend: -1 }",
            "study.yaml, line 16, method.extend: extend must be from 0 to 1000; got -1." },
        { "seed: 3", "method: { kind: random, extend: 2 }\ntrials: 5",
            "study.yaml, line 16, method.extend: there is no such key. Known here: kind." },
        { "seed: 3", "method: { kind: refine, rounds: 0 }",
            "study.yaml, line 16, method.rounds: rounds must be from 1 to 100; got 0." },
        { "seed: 3", "method: { kind: refine, points: 1 }",
            "study.yaml, line 16, method.points: points must be from 2 to 1000; got 1." },
        // 1001² − 1 for momentum with its decays, 1000 for each of the three others.
        { "seed: 3", "method: { kind: refine, rounds: 1, points: 1000 }",
            "study.yaml, line 9, parameters: the rounds after the first may have 1000000 trials at most; these may have 1005000. Use fewer points, rounds or steps, or vary fewer numbers." },
        { "seed: 3", "method: refine\ntrials: 5",
            "study.yaml, line 17, trials: a grid has as many trials as its values make. Leave it out, or use method: random." },
        { "points: 3 }", "points: 3, step: 10 }",
            "study.yaml, line 15, parameters.learning_rate.step: a range is walked by points or by steps, not by both. Leave one of the two keys out." },
        { "points: 3 }", "step: 0 }",
            "study.yaml, line 15, parameters.learning_rate.step: step must be above 1 and at most max / min, 100: on a log scale it is a ratio; got 0." },
        { "distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }", "min: 0.1, max: 1, step: 2 }",
            "study.yaml, line 15, parameters.learning_rate.step: step must be above 0 and at most max − min, 0.9; got 2." },
        { "values:\n      - sgd\n      - { name: batch_gradient_descent, kind: sgd, batch_size: all }\n      - { kind: momentum, decay: { values: [0.5, 0.9] } }\n" +
            "      - { kind: adam, learning_rate: { values: [0.001, 0.01] }, ams_grad: true }\n  learning_rate: { distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }\nseed: 3",
            "values: [sgd, adam]\n  learning_rate: 0.1\nmethod: refine",
            "study.yaml, line 9, parameters: this method goes on along ranges and lists of numbers, and none here has at least two values. Add one, or use method: grid." },
        { "name: points", "name: points\nname: again",
            "study.yaml, line 2: this is not valid YAML. Duplicate key name" },
        { "- sgd\n", "- [sgd\n",
            "study.yaml: this is not valid YAML. A bracket or a quote that is not closed is a common cause." },
        { "name: points", "name: points: again",
            "study.yaml, line 1: this is not valid YAML. While scanning a plain scalar value, found invalid mapping." },
    };

    [Theory]
    [MemberData(nameof(InTheStudyFile))]
    public void In_the_study_file(string from, string to, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(from, SmallStudy.Yaml, StringComparison.Ordinal);
        string study = SmallStudy.Write(folder, text => text.Replace(from, to, StringComparison.Ordinal));

        AssertRefused(folder, study, message);
    }

    /// <summary>The data file, and the whole message with the folder left out.</summary>
    public static TheoryData<string, string> InTheData() => new()
    {
        { "", "points.csv: the data file is empty. It needs a header line with column names, then rows." },
        { "a;b;cloud\n1;2;red\n",
            "points.csv, line 1: the fields must be separated by commas; this header has none, but semicolons. Save the file with commas between its fields, and points in its numbers." },
        { "a\tb\tcloud\n1\t2\tred\n",
            "points.csv, line 1: the fields must be separated by commas; this header has none, but tabs. Save the file with commas between its fields, and points in its numbers." },
        { "a\0,\0b\0\n\01\0,\02\0\n\0",
            "points.csv, line 1: a file of comma-separated values must be text; this one has zero bytes, as UTF-16 without a mark does. Save the file as UTF-8." },
        { "a,cloud\n\u0001\u0002,red\n1,blue\n",
            "points.csv, line 2, column a: the value must be a number between ±3.4e38; got \"\uFFFD\uFFFD\". Correct the row; or, if texts are meant, add the column to data.categorical, or leave it out with data.columns." },
        { "a,cloud\n", "points.csv: the data file has a header but no rows." },
        { "cloud\nred\n", "points.csv: there is no column beside the target \"cloud\". At least one feature is needed." },
        { "a,b,cloud\n1,2,blue\n1,warm,red\n",
            "points.csv, line 3, column b: the value must be a number between ±3.4e38; got \"warm\". Correct the row; or, if texts are meant, add the column to data.categorical, or leave it out with data.columns." },
        { "a,b,cloud\n1,2,blue\n1,NaN,red\n",
            "points.csv, line 3, column b: the value is missing. Say how to fill it in with data.missing, for example missing: mean, or leave the row out." },
        { "a,b,cloud\n1,2,blue\n1,1e39,red\n",
            "points.csv, line 3, column b: the value must be a number between ±3.4e38; got \"1e39\". Correct the row, or leave the column out of the file." },
        { "a,b,cloud\n1,,red\n1,2,blue\n",
            "points.csv, line 2, column b: the value is missing. Say how to fill it in with data.missing, for example missing: mean, or leave the row out." },
        { "a,b,cloud\n1,2,blue\n1,NA,red\n",
            "points.csv, line 3, column b: the value must be a number between ±3.4e38; got \"NA\". If it stands for a missing value, add missing_values: [\"NA\"] to data." },
        { "a,b,cloud\n1,2,red\n1,2\n", "points.csv, line 3: a row must have 3 fields, as the header; got 2." },
        { "a,b,cloud\n1,2,red,4\n", "points.csv, line 2: a row must have 3 fields, as the header; got 4. A field with commas in it needs quotes around it." },
        { "a,a,cloud\n1,2,red\n", "points.csv, line 1: two columns are named \"a\". Names must differ." },
        { "1,2,1\n3,4,1\n", "points.csv, line 1: two columns are named \"1\". Names must differ; if this is a row of data, put a line of names above it." },
        { ",a,cloud\n0,2,red\n", "points.csv, line 1: column 1 has no name. Every column needs one; numbers of rows are left out by pandas' to_csv with index=False." },
        { "a,,cloud\n1,2,red\n", "points.csv, line 1: column 2 has no name. Every column needs one." },
        { "a,b,cloud\n1,2,\"red\n1,2,red\n",
            "points.csv, line 2: the quotes do not match up. A field in quotes ends with a quote, then a comma; a quote inside it is written twice." },
        { "a,cloud\n1,red\n2,red\n3,red\n4,blue\n",
            "study.yaml, line 6, validation.folds: every fold needs a row of every class, and class blue has 1, which do not reach 3 folds. Use k_fold." },
        { "a,cloud\n1,0.5\n2,0.7\n3,0.9\n4,0.1\n",
            "study.yaml, line 5, training.loss: cross_entropy needs classes that repeat; the target cloud has 4 different values in 4 rows. " +
            "If it is a number to predict, use mean_squared_error." },
        { "a,cloud\n1,red\n2,red\n", "study.yaml, line 5, training.loss: cross_entropy needs at least 2 classes; the target cloud has only \"red\"." },
    };

    [Theory]
    [MemberData(nameof(InTheData))]
    public void In_the_data(string csv, string message)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);
        folder.Write("points.csv", csv);

        AssertRefused(folder, study, message);
    }

    [Fact]
    public void Classes_of_what_is_rather_a_number()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("cross_entropy", "binary_cross_entropy", StringComparison.Ordinal));
        folder.Write("points.csv", "a,cloud\n" + string.Concat(Enumerable.Range(0, 90).Select(row => $"{row},{row % 30}\n")));

        AssertRefused(folder, study,
            "study.yaml, line 5, training.loss: binary_cross_entropy needs exactly 2 classes; the target cloud has 30. If it is a number to predict, use mean_squared_error.");
    }

    [Fact]
    public void Stratifying_a_number()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("cross_entropy", "mean_squared_error", StringComparison.Ordinal));
        folder.Write("points.csv", "a,cloud\n1,0.5\n2,0.7\n3,0.9\n4,0.1\n");

        AssertRefused(folder, study, "study.yaml, line 6, validation.kind: only classes can be stratified, and the target is a number. Use k_fold.");
    }

    [Fact]
    public void Class_weights_without_classes()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text
            .Replace("cross_entropy", "huber, class_weights: balanced", StringComparison.Ordinal).Replace("stratified_k_fold", "k_fold", StringComparison.Ordinal));
        folder.Write("points.csv", "a,cloud\n1,0\n2,3\n3,-1\n4,2\n");

        AssertRefused(folder, study,
            "study.yaml, line 5, training.class_weights: huber has no class weights. Leave them out, or use one of: binary_cross_entropy, cross_entropy, hinge, negative_log_likelihood.");
    }

    [Fact]
    public void A_balanced_class_that_a_fold_does_not_learn_from()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text
            .Replace("cross_entropy", "cross_entropy, class_weights: balanced", StringComparison.Ordinal)
            .Replace("batch_size: 8", "batch_size: 1", StringComparison.Ordinal)
            .Replace("stratified_k_fold, folds: 3, repeats: 2", "k_fold, folds: 3, shuffle: false", StringComparison.Ordinal));
        folder.Write("points.csv", "a,cloud\n1,red\n2,red\n3,blue\n4,blue\n5,blue\n6,blue\n");

        AssertRefused(folder, study,
            "study.yaml, line 5, training.class_weights: a fold has no training row of class red, and so no balanced weight for it. Use stratified_k_fold, or give weights.");
    }

    [Fact]
    public void A_target_that_the_loss_has_no_meaning_for()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("cross_entropy", "poisson", StringComparison.Ordinal).Replace("stratified_k_fold", "k_fold", StringComparison.Ordinal));
        folder.Write("points.csv", "a,cloud\n1,0\n2,3\n3,-1\n4,2\n");

        AssertRefused(folder, study, "points.csv, line 4, column cloud: for this loss the target must be at least 0; got -1. Correct the row, or use another loss.");
    }

    [Fact]
    public void A_common_rate_that_no_optimizer_uses()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text[..text.IndexOf("    values:\n", StringComparison.Ordinal)]
            + "    value: { kind: adam, learning_rate: 0.1 }\n  learning_rate: 0.2\n");

        AssertRefused(folder, study,
            "study.yaml, line 11, parameters.learning_rate: every optimizer has a learning_rate of its own, so that this one is never used. Leave it out.");
    }

    [Fact]
    public void A_study_file_too_large_for_the_footer_of_the_log()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text + "\n#" + new string('x', 499_998 - text.Length));
        Assert.Equal(500_000, new FileInfo(study).Length);
        Assert.Equal(0, HyperSweep.Run("run", study, "--output", Path.Combine(folder.Path, "kept")).ExitCode);

        File.AppendAllText(study, "x");

        AssertRefused(folder, study, "study.yaml: a study file can have 500000 bytes; this one has 500001. Is it the data file?");
    }

    [Fact]
    public void A_study_file_that_is_not_text()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);
        File.WriteAllBytes(study, [.. File.ReadAllBytes(study), 0xE9]);

        AssertRefused(folder, study, "study.yaml: the study file is not UTF-8 text. Save it as UTF-8.");
    }

    [Fact]
    public void A_study_file_that_is_not_there()
    {
        using var folder = new TemporaryFolder();
        string study = Path.Combine(folder.Path, Study);

        AssertRefused(folder, study, $"study.yaml: the study file cannot be read. Could not find file '{study}'. Give a study file, or a folder that has a study.yaml.");
    }

    [Fact]
    public void An_empty_study_file()
    {
        using var folder = new TemporaryFolder();

        AssertRefused(folder, folder.Write(Study, ""), "study.yaml: the study file is empty. docs/study-file.md shows what belongs in it.");
    }

    [Fact]
    public void A_results_folder_that_cannot_be_made()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);

        var (exitCode, _, error) = HyperSweep.Run("run", study, "--output", Path.Combine(study, "results"));

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"{study}/results: the results cannot be written here. ", error, StringComparison.Ordinal);
        Assert.EndsWith(" Give another folder with --output.\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--workers must be a whole number of at least 1; got \"0\".", "run", "study.yaml", "--workers", "0")]
    [InlineData("--workers must be a whole number of at least 1; got \"abc\".", "run", "study.yaml", "--workers", "abc")]
    [InlineData("--workers must be a whole number of at least 1; got \"1.5\".", "run", "study.yaml", "--workers", "1.5")]
    [InlineData("--workers must be a whole number of at least 1; got \"99999999999\".", "run", "study.yaml", "--workers", "99999999999")]
    [InlineData("STUDY must not be empty.", "check", "")]
    [InlineData("DIR must not be empty.", "digest", "")]
    [InlineData("--output must not be empty.", "run", "study.yaml", "--output", "")]
    [InlineData("Unrecognized command or argument '--worker'.", "run", "study.yaml", "--worker")]
    [InlineData("Required argument missing for command: 'run'.", "run")]
    [InlineData("Required command was not provided.")]
    public void On_the_command_line(string message, params string[] arguments)
    {
        var (exitCode, _, error) = HyperSweep.Run(arguments);

        Assert.Equal(2, exitCode);
        Assert.Equal(message + "\nhypersweep --help lists the commands, hypersweep COMMAND --help the options of one.\n", error);
    }

    internal static void AssertRefused(TemporaryFolder folder, string study, string message)
    {
        foreach (string command in new[] { "run", "check", "plan" })
        {
            var (exitCode, output, error) = HyperSweep.Run(command, study);

            Assert.Equal(message, WithoutFolder(error, folder).TrimEnd('\n'));
            Assert.Equal((2, ""), (exitCode, output));
            Assert.False(Directory.Exists(Path.Combine(folder.Path, "results")), "Nothing may be written before the input is right.");
        }
    }

    // Paths are shown as a person at the working directory would type them.
    private static string WithoutFolder(string error, TemporaryFolder folder) => error
        .Replace(Path.GetRelativePath(Environment.CurrentDirectory, folder.Path) + "/", "", StringComparison.Ordinal)
        .Replace($"{folder.Path}/{Study}:", $"{Study}:", StringComparison.Ordinal)
        .Replace($"{folder.Path}/{Study},", $"{Study},", StringComparison.Ordinal);
}
