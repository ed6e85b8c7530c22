using System.Diagnostics;
using Sweep.Runner.Processes;

namespace Sweep.Tests.Runner.Processes;

public class ProcessTreeTests
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(300);

    // Longer than a test may take: one that waits for it fails.
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_that_is_cancelled_may_finish_in_order()
    {
        using var sample = new CommandSample();
        using var cancellation = new CancellationTokenSource();

        // The shell ends at once; what it runs has the grace all the same.
        await Assert.ThrowsAsync<OperationCanceledException>(() => sample.RunAsync(
            sample.Python("""
                import os, signal, subprocess, sys, time
                if len(sys.argv) == 1:
                    signal.signal(signal.SIGTERM, signal.SIG_DFL)
                    subprocess.run([sys.executable, __file__, "child"])
                def end(*_):
                    time.sleep(0.5)
                    open("saved", "w").close()
                    os._exit(0)
                signal.signal(signal.SIGTERM, end)
                os.write(1, b"{}\n")
                while True:
                    time.sleep(3600)
                """) with { Grace = _long },
            _ =>
            {
                cancellation.Cancel();
                return true;
            },
            cancellation.Token));

        Assert.True(File.Exists(sample.PathOf("saved")));
        await sample.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_that_will_not_end_is_killed_after_the_grace()
    {
        using var sample = new CommandSample();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() => sample.RunAsync(
            sample.Shell("trap '' TERM; echo '{}'; while true; do sleep 3600; done") with { Grace = _short },
            _ =>
            {
                cancellation.Cancel();
                return true;
            },
            cancellation.Token));

        await sample.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_is_ended_however_early_it_is_cancelled()
    {
        using var sample = new CommandSample();
        foreach (int microseconds in new[] { 0, 100, 300, 1000, 2000, 3000, 5000, 10_000 })
        {
            using var cancellation = new CancellationTokenSource();
            var run = sample.RunAsync(sample.Command("sleep", "3600") with { Grace = _long }, cancellation: cancellation.Token);
            await Task.Delay(TimeSpan.FromMicroseconds(microseconds), TestContext.Current.CancellationToken);
            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            await sample.NothingIsLeftAsync();
        }
        using var early = new CancellationTokenSource();
        await early.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sample.RunAsync(sample.Command("sleep", "3600"), cancellation: early.Token));
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_whose_report_is_answered_with_stop_ends_without_an_error()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(
            sample.Shell("for epoch in 1 2 3 4 5 6; do echo \"{\\\"epoch\\\": $epoch}\"; done; printf '{half'; exec sleep 3600"), report => report.Epoch < 3);

        Assert.Null(outcome.Error);
        Assert.False(outcome.Transient);
        Assert.Equal([1L, 2, 3], sample.Reports.Select(report => report.Epoch!.Value));
        await sample.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Output_without_a_pause_does_not_keep_a_command_from_being_ended()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Shell("echo '{}'; exec yes"), _ => false);

        Assert.Null(outcome.Error);
        await sample.NothingIsLeftAsync();
    }

    // In the group, deaf to SIGTERM, in a session of its own, without our environment, a child of nobody.
    [Theory(Timeout = CommandSample.Milliseconds)]
    [InlineData("subprocess.Popen(wait)")]
    [InlineData("subprocess.Popen(['sh', '-c', 'trap \"\" TERM; echo $$ > new; mv new child; while true; do sleep 3600; done'])")]
    [InlineData("subprocess.Popen(wait, start_new_session=True)")]
    [InlineData("subprocess.Popen(wait, env={'PATH': os.environ['PATH']})")]
    [InlineData("detach(os.environ, wait)")]
    public async Task A_child_that_a_command_leaves_is_ended_and_does_not_hold_us_up(string statement)
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python(CommandSample.Detach + $$"""
            import subprocess
            wait = ["sh", "-c", "echo $$ > new; mv new child; exec sleep 3600"]
            {{statement}}
            while not os.path.exists("child"):
                time.sleep(0.01)
            print('{"epoch": 1}')
            """) with { Grace = _short });

        Assert.Null(outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Single(sample.Reports);
        Assert.False(CommandSample.IsAlive(sample.Number("child")));
        await sample.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_child_without_our_environment_and_session_is_ended_with_the_command_it_belongs_to()
    {
        using var sample = new CommandSample();

        await sample.RunAsync(
            sample.Python("""
                import subprocess, time
                child = subprocess.Popen(["sleep", "3600"], start_new_session=True, env={"PATH": "/usr/bin:/bin"})
                open("child", "w").write(str(child.pid))
                import signal
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                print("{}")
                time.sleep(3600)
                """) with { Grace = _short },
            _ => false);

        Assert.False(CommandSample.IsAlive(sample.Number("child")));
        await sample.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_stranger_that_holds_the_output_open_does_not_hold_us_up()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python(CommandSample.Detach + """
            detach({"PATH": "/usr/bin:/bin"}, ["sh", "-c", "echo $$ > stranger.new; mv stranger.new stranger; exec sleep 3600"])
            while not os.path.exists("stranger"):
                time.sleep(0.01)
            print('{"epoch": 1}')
            """));

        Signals.Send(sample.Number("stranger"), Signals.Kill);
        Assert.Null(outcome.Error);
        Assert.Single(sample.Reports);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task What_a_runner_left_that_was_killed_is_found_by_its_token()
    {
        using var sample = new CommandSample();
        var launch = new ProcessStartInfo("sh", ["-c", "setsid sleep 3600 & sleep 3600 & : > begun; wait"])
        {
            WorkingDirectory = sample.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string study = sample.Token.Split('/')[0];
        launch.Environment[CommandLaunch.TokenVariable] = study + "/17";
        using var left = Process.Start(launch)!;
        launch.Environment[CommandLaunch.TokenVariable] = study + "2/17";
        launch.ArgumentList[1] = "exec sleep 3600";
        using var other = Process.Start(launch)!;
        await sample.AppearsAsync("begun");

        int ended = await ProcessTree.KillAllAsync(study, TimeProvider.System, TestContext.Current.CancellationToken);
        await left.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, ended);
        Assert.False(other.HasExited);
        Assert.Equal(1, await ProcessTree.KillAllAsync(study + "2", TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Equal(0, await ProcessTree.KillAllAsync(study, TimeProvider.System, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_leads_a_session_dies_with_us_and_is_the_first_to_go_when_memory_runs_out()
    {
        Assert.SkipUnless(Programs.Find("setpriv", "/") is not null, "The system has no setpriv.");
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python("""
            import ctypes, json, os, time
            signal = ctypes.c_int()
            ctypes.CDLL(None).prctl(2, ctypes.byref(signal))  # PR_GET_PDEATHSIG
            while open("/proc/self/oom_score_adj").read() != "1000\n":
                time.sleep(0.01)
            print(json.dumps({"signal": signal.value, "leads": int(os.getsid(0) == os.getpid() == os.getpgid(0))}))
            """));

        Assert.Null(outcome.Error);
        Assert.Equal(Signals.Kill, sample.Reports[0].Figures["signal"]);
        Assert.Equal(1, sample.Reports[0].Figures["leads"]);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_outlives_the_thread_that_asked_for_it()
    {
        using var sample = new CommandSample();
        Task<CommandOutcome>? run = null;
        var cancellation = TestContext.Current.CancellationToken;
        var thread = new Thread(() => run = sample.RunAsync(
            sample.Shell("while [ ! -e go ]; do sleep 0.05; done; echo '{}'"), cancellation: cancellation));
        thread.Start();
        thread.Join();

        File.WriteAllText(sample.PathOf("go"), "");
        var outcome = await run!;

        Assert.Null(outcome.Error);
        Assert.Single(sample.Reports);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_dies_with_a_runner_that_is_killed()
    {
        Assert.SkipUnless(Programs.Find("setpriv", "/") is not null, "The system has no setpriv.");
        // The runner is this test once more, in a process of its own.
        if (Environment.GetEnvironmentVariable("RUNNER_TO_BE_KILLED") is { } folder)
        {
            await RunAsync(folder);
            return;
        }
        using var sample = new CommandSample();
        var start = new ProcessStartInfo(
            "dotnet", [typeof(ProcessTreeTests).Assembly.Location, "--filter-method", $"*.{nameof(A_command_dies_with_a_runner_that_is_killed)}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["RUNNER_TO_BE_KILLED"] = sample.Folder;
        using var runner = Process.Start(start)!;
        _ = runner.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await sample.AppearsAsync("begun");
        int command = sample.Number("begun");
        Assert.True(CommandSample.IsAlive(command));

        runner.Kill();

        while (CommandSample.IsAlive(command))
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await sample.NothingIsLeftAsync();
    }

    private static Task<CommandOutcome> RunAsync(string folder) => new CommandProcess(TimeProvider.System).RunAsync(
        new CommandLaunch
        {
            Command = ["sh", "-c", "echo $$ > begun.new; mv begun.new begun; exec sleep 3600"],
            Environment = new Dictionary<string, string>(),
            WorkingDirectory = folder,
            OutputFile = Path.Combine(folder, "output.txt"),
            Token = Path.GetFileName(folder) + "/1",
        },
        _ => true,
        TestContext.Current.CancellationToken);
}
