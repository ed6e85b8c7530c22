using System.Diagnostics;
using Sweep.Runner.Commands;

namespace Sweep.Tests.Runner;

public class ProgramTests
{
    [Fact]
    public void Check_shows_what_was_understood()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, error) = HyperSweep.Run("check", SmallStudy.Write(folder));

        Assert.Equal((0, ""), (exitCode, error));
        foreach (string line in new[]
        {
            "study       points",
            "question    Which optimizer tells three clouds of points apart?",
            "data        36 rows, 4 features, 3 classes",
            "file        points.csv, target cloud",
            "classes     blue 12, green 12, red 12",
            "scaling     features standardize, target none",
            "weights     initialized by torch",
            "loss        { kind: cross_entropy, label_smoothing: 0 }",
            "training    3 epochs, batch size 8, schedule constant",
            "validation  stratified_k_fold, 3 folds × 2 repeats, shuffled, 24 training rows or more in each",
            "optimizers  sgd; batch_gradient_descent (sgd, batch_size: all); momentum (decay: 0.5 or 0.9); adam (learning_rate: 0.001 or 0.01, ams_grad: true)",
            "rates       0.01, 0.1, 1",
            "seed        3",
            "objective   maximize validation_accuracy",
            "varied      optimizer, optimizer_decay, learning_rate",
            "plan        14 trials × 6 folds = 84 fits of 3 epochs",
        })
        {
            Assert.Contains(line + "\n", output, StringComparison.Ordinal);
        }
        Assert.Matches(@"dense +\[8\] +40", output);
        Assert.Matches(@"tanh +\[8\] +0", output);
        Assert.Matches(@"dense +\[3\] +27", output);
        Assert.Matches(@"all +67", output);
        Assert.DoesNotContain("Warning", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model: { kind: mlp, hidden: [8], activation: tanh }", "model: { layers: [{ kind: dense, units: 3 }, softmax] }",
        "the network ends in softmax, and cross_entropy takes what comes before that (logits). Leave the last layer out.")]
    [InlineData("activation: tanh }", "activation: tanh, initializer: zeros }",
        "all initial weights are 0, so that the units of a hidden layer never come to differ. Use another initializer.")]
    public void What_is_hardly_ever_meant_is_warned_of(string written, string changed, string warning)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace(written, changed, StringComparison.Ordinal));

        Assert.EndsWith($"\nWarning: {warning}\n", HyperSweep.Run("check", study).Output, StringComparison.Ordinal);
        Assert.StartsWith($"Warning: {warning}\n", HyperSweep.Run("run", study).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_that_folds_leave_undefined_is_warned_of_before_the_first_fit()
    {
        using var folder = new TemporaryFolder();
        string Check(string metric, string validation) => HyperSweep.Run("check", SmallStudy.Write(folder, text => text
            .Replace("validation_accuracy", metric, StringComparison.Ordinal)
            .Replace("kind: stratified_k_fold, folds: 3, repeats: 2", validation, StringComparison.Ordinal))).Output;

        Assert.EndsWith(
            "\nWarning: validation_roc_auc is NaN in 36 of 36 folds, where a class has no row to judge by, and so for every setting. "
            + "Use fewer folds, stratified ones, or another metric; hypersweep folds shows them.\n",
            Check("validation_roc_auc", "kind: leave_one_out"), StringComparison.Ordinal);
        Assert.DoesNotContain("Warning", Check("validation_roc_auc", "kind: stratified_k_fold, folds: 3"), StringComparison.Ordinal);
        Assert.DoesNotContain("Warning", Check("validation_accuracy", "kind: leave_one_out"), StringComparison.Ordinal);
    }

    [Fact]
    public void Shuffled_windows_are_warned_of()
    {
        using var folder = new TemporaryFolder();
        folder.Write("points.csv", "a\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row % 7}\n")));
        string study = folder.Write("study.yaml", SmallStudy.Yaml
            .Replace("target: cloud", "target: a, rows: { kind: windows, length: 4 }", StringComparison.Ordinal)
            .Replace("cross_entropy", "mean_squared_error", StringComparison.Ordinal)
            .Replace("stratified_k_fold", "k_fold", StringComparison.Ordinal)
            .Replace("{ name: validation_accuracy, goal: maximize }", "{ name: validation_loss }", StringComparison.Ordinal));

        Assert.EndsWith(
            "\nWarning: windows of a time series overlap, and shuffled folds judge on points of time that were learned from. Add shuffle: false to validation.\n",
            HyperSweep.Run("check", study).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_shows_the_space_and_an_estimate()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, error) = HyperSweep.Run("plan", SmallStudy.Write(folder));

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("points: 14 trials × 6 folds = 84 fits of 3 epochs\n  optimizer: 4 values\n    sgd\n", output, StringComparison.Ordinal);
        Assert.Matches(@"about \d+\.\d s of training on one worker", output);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "results")));
    }

    [Fact]
    public void Help_names_the_commands()
    {
        var (exitCode, output, _) = HyperSweep.Run("--help");

        Assert.Equal(0, exitCode);
        Assert.All(new[] { "check", "plan", "run", "digest" }, command => Assert.Contains(command, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("data", "points.csv")]
    [InlineData("check", "study.yaml")]
    [InlineData("plan", "study.yaml")]
    [InlineData("run", "study.yaml")]
    public async Task Data_are_not_read_to_their_end_when_interrupted(string command, string file)
    {
        using var folder = new TemporaryFolder();
        SmallStudy.Write(folder);
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };

        int exitCode = await HyperSweepProgram.RunAsync(
            [command, Path.Combine(folder.Path, file)], new Terminal(output, error, OutputWidth: 200, Screen: null), new CancellationToken(canceled: true));

        Assert.Equal((130, "", "Interrupted.\n"), (exitCode, output.ToString(), error.ToString()));
    }

    [Fact]
    public void Quiet_leaves_nothing_but_the_results()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, error) = HyperSweep.Run("run", SmallStudy.Write(folder), "--quiet");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("Recommended: ", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = HyperSweepProcess.Milliseconds)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ctrl_C_and_the_system_s_request_end_a_run_with_130_and_leave_no_half_written_file(string signal)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("epochs: 3", "epochs: 1000000", StringComparison.Ordinal));
        using var process = HyperSweepProcess.Start(["run", study, "--workers", "2"]);
        string? started = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Equal("points: 14 trials × 6 fits on 2 workers.", started);

        await HyperSweepProcess.SignalAsync(process, signal);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        string results = Path.Combine(folder.Path, "results");
        Assert.EndsWith($"Interrupted. 0 of 84 fits have results, which are kept in {results}; run the same command to go on.\n", error, StringComparison.Ordinal);
        Assert.Equal(["ledger.lock", "ledger.sqlite", "log.jsonl"], Directory.GetFiles(results).Select(Path.GetFileName).Order());
    }

    [Fact(Timeout = HyperSweepProcess.Milliseconds)]
    public async Task A_second_Ctrl_C_ends_a_program_that_cannot_follow_the_first()
    {
        using var folder = new TemporaryFolder();
        string started = Path.Combine(folder.Path, "started");
        // The command ignores what asks it to end, and is waited for.
        string study = folder.Write("study.yaml", """
            name: deaf
            command: [sh, -c, "trap '' TERM; echo > {study_dir}/started; exec sleep 15"]
            metric: { name: loss, goal: minimize }
            parameters: { x: [1] }
            """);
        using (var make = Process.Start("mkfifo", [started]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var process = HyperSweepProcess.Start(["run", study]);
        // Opening the pipe for reading returns once the command has it open for writing.
        await using var reader = await Task.Run(() => new FileStream(started, FileMode.Open, FileAccess.Read))
            .WaitAsync(HyperSweepProcess.Patience, TestContext.Current.CancellationToken);

        await HyperSweepProcess.SignalAsync(process, "INT");
        Assert.False(process.WaitForExit(TimeSpan.FromMilliseconds(300)), "The first asks the program to end in order.");
        await HyperSweepProcess.SignalAsync(process, "INT");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
    }
}
