using System.Diagnostics;

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
            "validation  6 folds, 24 training rows or more in each",
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
        string study = SmallStudy.Write(folder), data = Path.Combine(folder.Path, "points.csv");
        // A pipe that nobody writes to: reading the data never ends.
        File.Delete(data);
        using (var make = Process.Start("mkfifo", [data]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var process = HyperSweepProcess.Start(["check", study]);
        // Opening it for writing returns once the program has it open for reading.
        await using var writer = await Task.Run(() => new FileStream(data, FileMode.Open, FileAccess.Write))
            .WaitAsync(HyperSweepProcess.Patience, TestContext.Current.CancellationToken);

        await HyperSweepProcess.SignalAsync(process, "INT");
        Assert.False(process.WaitForExit(TimeSpan.FromMilliseconds(300)), "The first asks the program to end in order.");
        await HyperSweepProcess.SignalAsync(process, "INT");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
    }
}
