using System.Diagnostics;
using Sweep.Runner.Results;

namespace Sweep.Tests.Runner;

/// <summary>Whoever stops a command, and however hard: nothing of it runs on, and the study goes on to the results of one that was left alone.</summary>
public class CommandStopTests
{
    // Deaf to SIGTERM, as is a child in a session of its own without our environment. They end when the test does, should nothing end them before.
    private const string Deaf = """
        signal.signal(signal.SIGTERM, lambda *_: open(os.path.join(beside, "asked-" + x), "w").close())
        child = subprocess.Popen(["sh", "-c", "trap '' TERM; while true; do sleep 3600; done"], start_new_session=True)
        open(os.path.join(beside, "runs-" + x), "w").close()
        while True:
            time.sleep(1)
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task A_command_that_is_pruned_ends_with_all_that_it_has_started()
    {
        using var study = CommandStudy.Of("[1, 2, 3, 4]", """
            report(loss=float(x))
            if x in "34":
                subprocess.Popen(["sleep", "3600"], start_new_session=True)
                subprocess.run(["sleep", "3600"])
            report(loss=float(x) / 2)
            """, "pruner: { kind: median, startup_trials: 1 }\nlag: 1");

        var (exitCode, output, error) = study.Run("--workers", "2");

        Assert.True(exitCode == 0, error);
        Assert.Equal(["completed", "completed", "pruned", "pruned"], study.Column<string>("trials", "state"));
        Assert.Equal([1.0, 1.0, 3.0, 4.0], [study.Column<double>("fits", "objective")[0] * 2, .. study.Column<double>("fits", "objective")[1..]]);
        Assert.Contains("pruned", output, StringComparison.Ordinal);
        await study.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task Ctrl_C_lets_commands_end_in_order_and_the_study_goes_on_from_their_checkpoints()
    {
        using var study = CommandStudy.Of("[1, 2, 3]", """
            def end(*_):
                open(os.path.join(os.environ["HYPERSWEEP_CHECKPOINT_DIR"], "saved"), "w").close()
                os._exit(0)
            signal.signal(signal.SIGTERM, end)
            saved = os.path.exists(os.path.join(os.environ["HYPERSWEEP_CHECKPOINT_DIR"], "saved"))
            report(loss=float(x))
            if not saved and x != "1":
                open(os.path.join(beside, "runs-" + x), "w").close()
                time.sleep(3600)
            """);

        var (exitCode, _, error) = await InterruptedAsync(study, "--workers", "2");

        Assert.Equal((130, $"Interrupted. 1 of 3 fits have results, which are kept in {study.Results}; run the same command to go on.\n"), (exitCode, error));
        await study.NothingIsLeftAsync();
        Assert.Equal(
            [(1, 1, "interrupted", "The study was stopped."), (2, 1, "interrupted", "The study was stopped.")], LedgerFile.Attempts(study.Results));
        Assert.Equal(0, study.Run("--quiet").ExitCode);
        Assert.Equal([1L, 2, 2], study.Column<long>("fits", "attempts"));
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task Ctrl_C_ends_commands_that_will_not_end_after_the_grace()
    {
        using var study = CommandStudy.Of("[2, 3]", Deaf);

        var (exitCode, _, error) = await InterruptedAsync(study, "--workers", "2");

        Assert.Equal((130, $"Interrupted. 0 of 2 fits have results, which are kept in {study.Results}; run the same command to go on.\n"), (exitCode, error));
        Assert.True(File.Exists(study.PathOf("asked-2")) && File.Exists(study.PathOf("asked-3")), "They must have been asked first.");
        await study.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task A_second_Ctrl_C_ends_everything_at_once()
    {
        using var study = CommandStudy.Of("[2, 3]", Deaf);
        // Without the second one the test would wait for an hour.
        using var process = Start(study, "01:00:00", "--workers", "2");
        await study.AppearsAsync("runs-2");
        await study.AppearsAsync("runs-3");

        await HyperSweepProcess.SignalAsync(process, "INT");
        await study.AppearsAsync("asked-2");
        await study.AppearsAsync("asked-3");
        await HyperSweepProcess.SignalAsync(process, "INT");
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(130, process.ExitCode);
        await study.NothingIsLeftAsync();
    }

    [Theory(Timeout = CommandStudy.Milliseconds)]
    [InlineData("")]
    [InlineData("--replace")]
    public async Task What_a_program_that_was_killed_has_left_is_ended_and_the_study_has_the_results_of_one_that_was_not(string option)
    {
        string yaml = CommandStudy.Yaml + "\npruner: { kind: median, startup_trials: 1 }\nlag: 2";
        using var study = new CommandStudy(yaml);
        using var undisturbed = new CommandStudy(yaml);
        study.Write("gate", "");
        using (var process = Start(study, "00:00:10", "--workers", "2"))
        {
            await study.AppearsAsync("waiting");
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }
        File.Delete(study.PathOf("gate"));

        var (exitCode, _, error) = study.Run(["--quiet", .. option.Length > 0 ? [option] : Array.Empty<string>()]);

        Assert.True(exitCode == 0, error);
        await study.NothingIsLeftAsync();
        Assert.Equal(undisturbed.DigestOf("results"), ResultDigest.Of(study.Results));
        Assert.Equal(option.Length == 0, File.Exists(study.PathOf("resumed")));
    }

    private static Process Start(CommandStudy study, string grace, params string[] further) =>
        HyperSweepProcess.Start(["run", study.File, "--quiet", .. further], ("HyperSweep__Grace", grace));

    /// <summary>Starts the program, interrupts it once the trials of x = 2 and x = 3 run, and waits for its end.</summary>
    private static async Task<(int ExitCode, string Output, string Error)> InterruptedAsync(CommandStudy study, params string[] further)
    {
        using var process = Start(study, "00:00:03", further);
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await study.AppearsAsync("runs-2");
        await study.AppearsAsync("runs-3");
        await HyperSweepProcess.SignalAsync(process, "INT");
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await error);
    }
}
