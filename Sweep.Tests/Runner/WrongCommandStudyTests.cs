using Sweep.Strategies.Pruners;

namespace Sweep.Tests.Runner;

/// <summary>Whatever is wrong with a study of a command is said before the first fit, in one message, with exit code 2.</summary>
public class WrongCommandStudyTests
{
    private const string Places =
        "attempt, checkpoint_dir, fit, fold, folds, layers, learning_rate, parameters_file, repeat, seed, study_dir, trial";

    private const string Limits = "fit_time, hopeless_after, max_failures, memory, retries, retry_delay, study_time";
    private const string Argument = "\"{layers}\"";
    private const string Layers = "layers: [1, 2]";
    private const string LimitsOf = "retry_delay: 1ms";
    private const string ATime = "a length of time above 0, like 500ms, 30s, 10m, 2h or 1d is needed here; got ";
    private const string ASize = "a size of memory of at least 1MB, like 500MB, 2GB or 1GiB is needed here; got ";
    private const string AName = "must be letters, digits and _, up to 100 of them, and not begin with a digit; got ";
    private const string Taken = "the result log or the command's environment uses that name. Use another.";
    private const string NotBoth = "a study runs a command, or trains a network on data, not both. Leave out this key, or the command.";

    /// <summary>What is changed in the study file, to what, and the whole message with the folder left out.</summary>
    public static TheoryData<string, string, string> InTheStudyFile() => new()
    {
        { Argument, "\"{layer}\"",
            "line 2, command: there is nothing to put in the place of {layer}. Did you mean \"layers\"? Known: " + Places + ". For braces around a word write {{layer}}." },
        { Argument, "\"awk {print}\"",
            "line 2, command: there is nothing to put in the place of {print}. Known: " + Places + ". For braces around a word write {{print}}." },
        { Argument, "\"{metrics_file}\"",
            "line 2, command: there is nothing to put in the place of {metrics_file}. Known: " + Places + ". For reports by a file, say reports: file." },
        { Argument, "{layers}",
            "line 2, command: an argument is a text, and braces and brackets make something else of it. Put it in quotes, like \"{learning_rate}\"." },
        { Argument, "\"a\\0b\"", "line 2, command: a text that a command is handed cannot have a zero character in it, at which it would end." },
        { "[python3, train.py, \"{learning_rate}\", \"{layers}\"]", "[]", "line 2, command: a list with at least one entry is needed here; got an empty list." },
        { "[python3, train.py, \"{learning_rate}\", \"{layers}\"]", "python3 train.py",
            "line 2, command: a command is a list of the program and its arguments, which no shell reads, like [python3, train.py, --lr, \"{learning_rate}\"]." },
        { "[python3, train", "[\"\", train", "line 2, command: the first entry must name a program; got nothing." },
        { "[python3, train", "[pyton3, train",
            "line 2, command: There is no program named \"pyton3\" in the folders of PATH. Check its name, or write its whole path." },
        { "[python3, train", "[train",
            "line 2, command: There is no program named \"train.py\" in the folders of PATH. " +
            "If the one in the working directory is meant, write \"./train.py\", or name first what runs it." },
        { "[python3, train", "[./train",
            "line 2, command: \"./train.py\" may not be executed. Allow it (chmod +x), or name first what runs it, like python3." },
        { "seed: 1", "seed: 1\ndata: { file: points.csv, target: cloud }", "line 11, data: " + NotBoth },
        { "seed: 1", "seed: 1\nmodel: { kind: mlp }", "line 11, model: " + NotBoth },
        { "seed: 1", "seed: 1\ntraining: { epochs: 3 }", "line 11, training: " + NotBoth },
        { "seed: 1", "seed: 1\nrange_test: { points: 20 }", "line 11, range_test: " + NotBoth },
        { "seed: 1", "seed: 1\nreports: both", "line 11, reports: reports must come by stdout or by file; got \"both\"." },
        { "seed: 1", "seed: 1\ntrials: 4",
            "line 11, trials: a grid has as many trials as its values make. Leave it out, or use method: random." },
        { "seed: 1", "seed: 1\nmethod: random",
            "line 1: this search has no end of its own, and the key \"trials\" is missing. Say how many there shall be, for example trials: 50." },
        { "seed: 1", "seed: 1\nmethod: random\ntrials: 0", "line 12, trials: trials must be from 1 to 2147483647; got 0." },
        { "seed: 1", "seed: 1\nlag: 4",
            "line 11, lag: only a pruner looks back at earlier trials, and there is none. Leave it out, or add a pruner." },
        { "seed: 1", "seed: 1\npruner: median\nlag: 0", "line 12, lag: lag must be from 1 to 1000000; got 0." },
        { "seed: 1", "seed: 1\npruner: medium",
            "line 11, pruner: there is no pruner named \"medium\". Did you mean \"median\"? Known: " + string.Join(", ", PruningRules.Catalog.Names) + "." },
        { "seed: 1", "seed: 1\npruner: { kind: median, startup: 2 }",
            "line 11, pruner.startup: there is no such key. Did you mean \"startup_trials\"? Known here: interval, kind, percentile, startup_trials, warmup_epochs." },
        { "seed: 1", "seed: 1\npruner: { kind: median, percentile: 101 }", "line 11, pruner.percentile: percentile must be from 0 to 100; got 101." },
        { "name: validation_loss, goal: minimize", "name: validation_loss", "line 3, metric: the key \"goal\" is missing." },
        { "goal: minimize", "goal: minimise", "line 3, metric.goal: the goal must be maximize or minimize; got \"minimise\"." },
        { "name: validation_loss,", "name: val/loss,", "line 3, metric.name: the name of a figure " + AName + "\"val/loss\"." },
        { "name: validation_loss,", "name: \"v\\e[31m\",", "line 3, metric.name: the name of a figure " + AName + "\"v\uFFFD[31m\"." },
        { "name: validation_loss,", "name: Epoch,", "line 3, metric.name: a figure cannot be named Epoch: " + Taken },
        { "name: validation_loss,", "name: diverged,", "line 3, metric.name: a figure cannot be named diverged: " + Taken },
        { "[train_loss]", "[seconds]", "line 4, metrics: a figure cannot be named seconds: " + Taken },
        { "[train_loss]", "[validation_loss]",
            "line 4, metrics: validation_loss is listed twice. List each figure once, the study's metric only as that." },
        { "[train_loss]", "[Validation_Loss]",
            "line 4, metrics: validation_loss and Validation_Loss differ in nothing but case, which the result log and the environment do not tell. Use another name." },
        { "[train_loss]", "[best_validation_loss]",
            "line 4, metrics: the result log has a column best_validation_loss of its own, for the value of validation_loss at the best epoch. Leave it out, or use another name." },
        { "[train_loss]", "[]", "line 4, metrics: a list with at least one entry is needed here; got an empty list." },
        { "folds: 3, repeats: 2", "kind: k_fold, folds: 3", "line 5, validation.kind: there is no such key. Known here: folds, repeats, seeds." },
        { "folds: 3, repeats: 2", "folds: 3, shuffle: true", "line 5, validation.shuffle: there is no such key. Known here: folds, repeats, seeds." },
        { "folds: 3, repeats: 2", "repeats: 2", "line 5, validation: the key \"folds\" is missing." },
        { "folds: 3, repeats: 2", "folds: 0", "line 5, validation.folds: folds must be from 1 to 1000000; got 0." },
        { "folds: 3, repeats: 2", "folds: 2000, repeats: 2000",
            "line 5, validation: 2000 folds and 2000 repeats are more than 1000000 fits a trial. Use fewer." },
        { Layers, "fold: [1, 2]", "line 8, parameters.fold: a hyperparameter cannot be named fold: " + Taken },
        { Layers, "Token: [1, 2]", "line 8, parameters.Token: a hyperparameter cannot be named Token: " + Taken },
        { Layers, "objective_sd: 1", "line 8, parameters.objective_sd: a hyperparameter cannot be named objective_sd: " + Taken },
        { Layers, "\"drop out\": 1", "line 8, parameters.drop out: the name of a hyperparameter " + AName + "\"drop out\"." },
        { Layers, "größe: 1", "line 8, parameters.größe: the name of a hyperparameter " + AName + "\"größe\"." },
        { Layers, "1st: 1", "line 8, parameters.1st: the name of a hyperparameter " + AName + "\"1st\"." },
        { Layers, "\"a\\e[31m\": 1", "line 8, parameters.a\uFFFD[31m: the name of a hyperparameter " + AName + "\"a\uFFFD[31m\"." },
        { Layers, "Learning_Rate: [1, 2]",
            "line 8, parameters.Learning_Rate: learning_rate and Learning_Rate differ in nothing but case, which the result log and the environment do not tell. Use another name." },
        { Layers, "layers: [1, all]",
            "line 8, parameters.layers: the values of a hyperparameter must be of one kind; got a number (1) and a text (all). In quotes all of them are texts." },
        { Layers, "layers: [0.5, 1, true]",
            "line 8, parameters.layers: the values of a hyperparameter must be of one kind; got a number (0.5) and true or false (true). In quotes all of them are texts." },
        { Layers, "layers: [1, 2, 1.0]", "line 8, parameters.layers: the value 1.0 is listed twice. List each value once." },
        { Layers, "layers: [a, ~]", "line 8, parameters.layers: a value is needed here; got ~. If the text is meant, put it in quotes." },
        { Layers, "layers: null", "line 8, parameters.layers: a value is needed here; got null. If the text is meant, put it in quotes." },
        { Layers, "layers:", "line 8, parameters.layers: text is needed here; got nothing." },
        { Layers, "layers: \"\\0\"", "line 8, parameters.layers: a text that a command is handed cannot have a zero character in it, at which it would end." },
        { Layers, "layers: { kind: mlp }",
            "line 8, parameters.layers.kind: there is no such key. Did you mean \"min\"? Known here: distribution, max, min, points, step, value, values." },
        { Layers, "layers: { min: 1, max: 4 }",
            "line 8, parameters.layers: a grid must know which values to take from a range, and there is neither \"points\" nor \"step\". Add one, for example points: 9, or list the values." },
        { LimitsOf, "fit_time: 10", "line 9, limits.fit_time: " + ATime + "\"10\"." },
        { LimitsOf, "fit_time: 0s", "line 9, limits.fit_time: " + ATime + "\"0s\"." },
        { LimitsOf, "study_time: -1h", "line 9, limits.study_time: " + ATime + "\"-1h\"." },
        { LimitsOf, "retry_delay: [1s]", "line 9, limits.retry_delay: " + ATime + "a list." },
        { LimitsOf, "retries: -1", "line 9, limits.retries: retries must be from 0 to 100; got -1." },
        { LimitsOf, "retries: 1.5", "line 9, limits.retries: a whole number is needed here; got \"1.5\"." },
        { LimitsOf, "max_failures: 0", "line 9, limits.max_failures: max_failures must be at least 1; got 0." },
        { LimitsOf, "hopeless_after: 1", "line 9, limits.hopeless_after: hopeless_after must be at least 2; got 1." },
        { LimitsOf, "memory: 2", "line 9, limits.memory: " + ASize + "\"2\"." },
        { LimitsOf, "memory: 0.5MB", "line 9, limits.memory: " + ASize + "\"0.5MB\"." },
        { LimitsOf, "memory: 2gb", "line 9, limits.memory: " + ASize + "\"2gb\"." },
        { LimitsOf, "fit_tme: 1s", "line 9, limits.fit_tme: there is no such key. Did you mean \"fit_time\"? Known here: " + Limits + "." },
        { "limits: { retry_delay: 1ms }", "limits: 10m", "line 9, limits: a mapping of keys is needed here; got \"10m\"." },
    };

    [Theory]
    [MemberData(nameof(InTheStudyFile))]
    public void In_the_study_file(string from, string to, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(from, CommandStudy.Yaml, StringComparison.Ordinal);
        folder.Write("train.py", CommandStudy.Train);
        string study = folder.Write("study.yaml", CommandStudy.Yaml.Replace(from, to, StringComparison.Ordinal));

        WrongInputTests.AssertRefused(folder, study, "study.yaml, " + message);
    }

    [Fact]
    public void No_hyperparameter_at_all()
    {
        using var folder = new TemporaryFolder();
        string study = folder.Write("study.yaml", "name: x\ncommand: [\"true\"]\nmetric: { name: loss, goal: minimize }\nparameters: {}\n");

        WrongInputTests.AssertRefused(folder, study, "study.yaml, line 4, parameters: at least one hyperparameter is needed here.");
    }

    [Fact]
    public void A_program_that_is_not_beside_the_study_file()
    {
        using var folder = new TemporaryFolder();
        string study = folder.Write("study.yaml", "name: x\ncommand: [./none]\nmetric: { name: loss, goal: minimize }\nparameters: { x: 1 }\n");

        WrongInputTests.AssertRefused(folder, study, $"study.yaml, line 2, command: There is no program named \"./none\" in {folder.Path}.");
    }

    [Theory]
    [InlineData("reports: stdout", "reports: a network of ours reports what it is asked for, and has no need of this. Leave it out, or add a command.")]
    [InlineData("limits: { memory: 2GB }", "limits.memory: only commands can be held to it: a network of ours is trained in this program. Leave it out.")]
    public void What_only_commands_have_in_a_study_of_a_network(string line, string message)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text + "\n" + line);

        WrongInputTests.AssertRefused(folder, study, "study.yaml, line 17, " + message);
    }
}
