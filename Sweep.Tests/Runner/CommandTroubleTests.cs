using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Runner.Executors;
using Sweep.Runner.Results;

namespace Sweep.Tests.Runner;

/// <summary>Whatever a command does wrong is kept with its trial, in words that are the same in every run, and the other trials complete.</summary>
public class CommandTroubleTests
{
    private const string OneObject = " A report is one object on one line, like {\"epoch\": 3, \"validation_loss\": 0.4}.";
    private const string MustBeFinite = " A metric must be a finite number; where training has diverged, report {\"diverged\": true}.";
    private const string MustAscend = " Epochs must ascend, and all figures of an epoch be in one report.";

    /// <summary>What the command does, the state that its trial has then, and the error, whole.</summary>
    private static readonly (string Statement, string State, string? Error)[] _troubles =
    [
        ("report(loss=1)", "completed", null),
        ("sys.exit(3)", "failed", "The command ended with exit code 3. It wrote nothing."),
        ("report(loss=1); raise ValueError('nothing in ' + os.getcwd())", "failed",
            "The command ended with exit code 1. Its last output: ValueError: nothing in fits/2/work"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "failed", "The command was ended by signal 11 (SIGSEGV)."),
        ("report(loss=1); os.kill(os.getpid(), signal.SIGKILL)", "failed", "The command was ended by signal 9 (SIGKILL)."),
        ("[sys.stdout.write('x' * 999999 + chr(10)) for _ in range(100)]; report(loss=1)", "completed", null),
        ("os.write(1, b'{\"loss\": \"\\xff\"}' + b'\\n')", "failed",
            "Line 1 of stdout begins with \"{\" and is not valid UTF-8: \"{\"loss\": \"\uFFFD\"}\"." + OneObject),
        ("report(loss=1); print({'loss': 0.5})", "failed", "Line 2 of stdout begins with \"{\" and is no JSON object: \"{'loss': 0.5}\"." + OneObject),
        ("report(loss=float('nan'))", "failed", "The command reported NaN as loss in epoch 1." + MustBeFinite),
        ("report(loss=1); report(loss=-float('inf')); report(loss=1)", "failed", "The command reported -Infinity as loss in epoch 2." + MustBeFinite),
        ("report(epoch=4, loss=1); report(loss=float('nan'), diverged=True); time.sleep(3600)", "diverged", null),
        ("report(diverged=True)", "diverged", null),
        ("report(lost=1)", "failed", "The command ended well and never reported loss. It must write a line such as {\"loss\": 0.5} to its output."),
        ("print('loss: 1')", "failed", "The command ended well and never reported loss. It must write a line such as {\"loss\": 0.5} to its output."),
        ("report(epoch=3, loss=1); report(epoch=2, loss=1)", "failed", "The command reported epoch 2 after epoch 3." + MustAscend),
        ("report(epoch=3, train=1); report(epoch=3, loss=1)", "failed", "The command reported epoch 3 after epoch 3." + MustAscend),
        ("[report(epoch=epoch, loss=1) for epoch in range(3)]", "failed", "The command reported epoch 0. Epochs are counted from 1."),
        ("report(epoch=0.5, loss=1)", "failed",
            "Line 1 of stdout begins with \"{\" and has an \"epoch\" that is no whole number of at least 0: \"{\"epoch\": 0.5, \"loss\": 1}\"." + OneObject),
        ("hoard = [bytes(10 ** 8) for _ in range(1000)]", "failed", "The command ended with exit code 1. Its last output: MemoryError"),
        ("report(loss=1); print('{', end='')", "failed", "Line 2 of stdout begins with \"{\" and is no JSON object: \"{\"." + OneObject),
        ("report(loss=2)", "completed", null),
    ];

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task Each_trouble_stays_with_its_trial_and_says_the_same_in_every_run()
    {
        string values = $"[{string.Join(", ", Enumerable.Range(0, _troubles.Length))}]";
        using var study = CommandStudy.Of(
            values, "exec(json.load(open(os.path.join(beside, 'troubles.json')))[int(x)])", "metrics: [train]\nlimits: { retries: 0, memory: 500MB }");
        study.Write("troubles.json", JsonSerializer.Serialize(_troubles.Select(trouble => trouble.Statement)));

        var (exitCode, _, error) = study.Run();

        Assert.Equal(1, exitCode);
        Assert.Equal(_troubles.Select(trouble => trouble.State), study.Column<string>("trials", "state"));
        Assert.Equal(_troubles.Select(trouble => trouble.Error), study.Values<string>("trials", "error"));
        Assert.Equal(study.Values<string>("trials", "error"), study.Values<string>("fits", "error"));
        int failed = _troubles.Count(trouble => trouble.State == "failed");
        Assert.EndsWith(
            $"{failed} of {_troubles.Length} trials failed, the first with: The command ended with exit code 3. It wrote nothing. " +
            $"All errors stand in {Path.Combine(study.Results, "trials.parquet")}; hypersweep retry runs what failed again.\n", error, StringComparison.Ordinal);
        Assert.Contains("\nThe command also reported lost: not kept. ", error, StringComparison.Ordinal);
        // Of 100 MB of output 1 MiB is kept, and a line that says so.
        Assert.InRange(new FileInfo(Path.Combine(study.Results, "fits/5/output-1.txt")).Length, 1 << 20, (1 << 20) + 100);
        Assert.Equal([1L, 0, 1, 0, 1, 1], study.Column<long>("fits", "epochs")[..6]);

        string other = study.PathOf("elsewhere/results of another run");
        Assert.Equal(1, HyperSweep.Run("run", study.File, "--output", other, "--workers", "3", "--quiet").ExitCode);
        Assert.Equal(ResultDigest.Of(study.Results), ResultDigest.Of(other));
        await study.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task A_command_that_dies_is_tried_again_after_a_pause_and_every_attempt_is_in_the_ledger()
    {
        using var study = new CommandStudy(CommandStudy.Yaml.Replace("retry_delay: 1ms", "retry_delay: 10ms, retries: 3", StringComparison.Ordinal), """
            import os, sys
            attempt, fit = int(os.environ["HYPERSWEEP_ATTEMPT"]), int(os.environ["HYPERSWEEP_FIT"])
            if attempt <= fit % 3:
                sys.exit(f"no luck at attempt {attempt}")

            """ + CommandStudy.Train);
        using var lucky = new CommandStudy();

        Assert.Equal(lucky.DigestOf("results"), study.DigestOf("results"));

        Assert.Equal(Enumerable.Range(0, 24).Select(fit => 1L + fit % 3), study.Column<long>("fits", "attempts"));
        Assert.Equal(
            Enumerable.Range(0, 24).SelectMany(fit => Enumerable.Range(1, fit % 3).Select(attempt =>
                (fit, attempt, "failed", $"The command ended with exit code 1. Its last output: no luck at attempt {attempt}"))),
            LedgerFile.Attempts(study.Results));
        Assert.Equal("no luck at attempt 1\n", study.Text("results/fits/2/output-1.txt"));
        await study.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void Where_every_attempt_fails_the_study_stops_and_can_go_on_once_that_is_mended()
    {
        using var study = CommandStudy.With("retry_delay: 1ms", "retry_delay: 1ms, hopeless_after: 5");
        using var well = new CommandStudy();
        study.Write("train.py", "import sys; sys.exit('The licence has expired.')");

        var (exitCode, output, error) = study.Run("--quiet", "--workers", "1");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(
            "Stopped, as every attempt failed, the last with: The command ended with exit code 1. Its last output: The licence has expired. " +
            $"1 of 24 fits have results, which are kept in {study.Results}. Mend it, and run the same command to go on.\n", error);
        study.Write("train.py", CommandStudy.Train);
        Assert.Equal(1, study.Run("--quiet").ExitCode);
        Assert.Equal(0, HyperSweep.Run("retry", study.File, "--quiet").ExitCode);
        Assert.Equal(well.DigestOf("results"), ResultDigest.Of(study.Results));
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void A_study_stops_after_so_many_failures_as_it_was_told_to_bear()
    {
        using var study = CommandStudy.Of("[1, 2, 3, 4, 5, 6]", "sys.exit(1 if x in '246' else report(loss=1))", "limits: { retries: 0, max_failures: 3 }");

        var (exitCode, _, error) = study.Run("--quiet", "--workers", "1", "--max-failures", "2");

        Assert.Equal(1, exitCode);
        Assert.Equal(
            "Stopped, as 2 fits failed, the last with: The command ended with exit code 1. It wrote nothing. " +
            $"4 of 6 fits have results, which are kept in {study.Results}. Mend it, then hypersweep retry runs what failed again, and hypersweep run goes on.\n", error);
        Assert.Equal(1, study.Run("--quiet").ExitCode);
        Assert.Equal(["completed", "failed", "completed", "failed", "completed", "failed"], study.Column<string>("trials", "state"));
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void A_program_that_vanishes_fails_the_fits_that_would_have_run_it()
    {
        using var study = new CommandStudy("""
            name: vanishing
            command: [./train.sh]
            metric: { name: loss, goal: minimize }
            parameters: { x: [1, 2, 3] }
            """);
        string program = study.Write("train.sh", "#!/bin/sh\necho '{\"loss\": 1}'\nif [ \"$HYPERSWEEP_X\" = 2 ]; then rm \"$0\"; fi\n");
        Processes.ProgramsTests.AllowToRun(program);

        var (exitCode, _, error) = study.Run("--quiet", "--workers", "1");

        Assert.True(exitCode == 1, error);
        Assert.Equal(["completed", "completed", "failed"], study.Column<string>("trials", "state"));
        Assert.Equal($"There is no program named {Shown.Quoted(program)}.", study.Values<string>("trials", "error")[2]);
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task A_command_that_does_not_end_in_time_is_ended_though_it_will_not_and_goes_on_from_its_checkpoint_when_retried()
    {
        using var study = CommandStudy.Of("[1, 2]", """
            saved = os.path.join(os.environ["HYPERSWEEP_CHECKPOINT_DIR"], "saved")
            if x == "2" and not os.path.exists(saved):
                open(saved, "w").close()
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                subprocess.Popen(["sh", "-c", "trap '' TERM; while true; do sleep 3600; done"], start_new_session=True)
                time.sleep(3600)
            report(loss=float(x))
            """, "limits: { fit_time: 10s }");

        var end = await study.RunAsync(grace: TimeSpan.FromSeconds(3));

        Assert.Equal((StopReason.Done, 1), (end.Reason, end.Failed));
        Assert.Equal(["completed", "failed"], study.Column<string>("trials", "state"));
        Assert.Equal([null, "It did not end within the time limit of 00:00:10."], study.Values<string>("trials", "error"));
        await study.NothingIsLeftAsync();
        Assert.Equal(0, HyperSweep.Run("retry", study.File, "--quiet").ExitCode);
        Assert.Equal([1.0, 2], study.Column<double>("trials", "objective"));
        Assert.False(Directory.Exists(Path.Combine(study.Results, "fits/1/checkpoint")));
    }
}
