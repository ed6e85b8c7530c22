namespace Sweep.Tests.Runner.Processes;

public class CommandReportTests
{
    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Reports_come_in_order_from_between_other_output()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python("""
            import json, sys
            print("training {not a report}")
            for epoch in range(1, 4):
                print(json.dumps({"epoch": epoch, "loss": [float("nan"), float("inf"), 0.5][epoch - 1], "name": "x"}))
                print(" {", file=sys.stdout)
                print("{ on stderr is only output", file=sys.stderr)
            sys.stdout.buffer.write(b"\xff\xfe\x00\n")
            """));

        Assert.Null(outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal([1L, 2, 3], sample.Reports.Select(report => report.Epoch!.Value));
        Assert.Equal([double.NaN, double.PositiveInfinity, 0.5], sample.Reports.Select(report => report.Figures["loss"]));
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_report_may_come_in_pieces_end_as_on_Windows_or_lack_its_newline()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python("""
            import os, time
            for piece in [b'{"epo', b'ch": 1}\r', b'\n\r\n\n{"epoch": 2}\r\n', b'{"epoch"', b': 3}']:
                os.write(1, piece)
                time.sleep(0.02)
            """));

        Assert.Null(outcome.Error);
        Assert.Equal([1L, 2, 3], sample.Reports.Select(report => report.Epoch!.Value));
    }

    [Theory(Timeout = CommandSample.Milliseconds)]
    [InlineData("print('{\\'loss\\': 0.5}')", "Line 2 of stdout begins with \"{\" and is no JSON object: \"{'loss': 0.5}\". ")]
    [InlineData("sys.stdout.buffer.write(b'{\"a\": \"\\xff\"}\\r\\n')", "Line 2 of stdout begins with \"{\" and is not valid UTF-8: \"{\"a\": \"\uFFFD\"}\". ")]
    [InlineData("print('{\"a\": NaN, b}')", "Line 2 of stdout begins with \"{\" and is no JSON object: \"{\"a\": NaN, b}\". ")]
    [InlineData("sys.stdout.write('{'); sys.exit(0)", "Line 2 of stdout begins with \"{\" and is no JSON object: \"{\". ")]
    [InlineData("sys.stdout.write('{' + 3000000 * 'x')", "Line 2 of stdout begins with \"{\" and has more than 1048576 bytes: \"{xxxxx")]
    [InlineData("print('{\"epoch\": 0.5}')", "Line 2 of stdout begins with \"{\" and has an \"epoch\" that is no whole number of at least 0: ")]
    public async Task A_report_that_cannot_be_read_ends_the_command_and_says_where(string statement, string error)
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python($"import sys, time\nprint('first')\n{statement}\ntime.sleep(3600)"));

        Assert.StartsWith(error, outcome.Error, StringComparison.Ordinal);
        Assert.False(outcome.Transient);
        Assert.Empty(sample.Reports);
        await sample.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Half_a_report_of_a_command_that_failed_does_not_hide_the_failure()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python("""
            import os, signal
            os.write(1, b'{"epoch": 1}\n{"epo')
            os.kill(os.getpid(), signal.SIGKILL)
            """));

        Assert.Equal("The command was ended by signal 9 (SIGKILL).", outcome.Error);
        Assert.Single(sample.Reports);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_metrics_file_is_followed_while_the_command_runs_and_read_to_its_end()
    {
        using var sample = new CommandSample();
        File.WriteAllText(sample.PathOf("metrics.jsonl"), """{"epoch": 99}""");

        var outcome = await sample.RunAsync(
            sample.Python("""
                import os, time
                print("{'stdout': 'is only output'}")
                with open("metrics.jsonl", "w") as metrics:
                    metrics.write('a comment\n{"epoch": 1}\n')
                    metrics.flush()
                    while not os.path.exists("heard"):
                        time.sleep(0.01)
                    for epoch in range(2, 2001):
                        metrics.write('{"epoch": %d, "loss": NaN}\n' % epoch)
                    metrics.write('{"epoch": 2001}')
                """) with { MetricsFile = sample.PathOf("metrics.jsonl") },
            _ =>
            {
                File.WriteAllText(sample.PathOf("heard"), "");
                return true;
            });

        Assert.Null(outcome.Error);
        Assert.Equal(Enumerable.Range(1, 2001), sample.Reports.Select(report => (int)report.Epoch!.Value));
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task What_is_wrong_in_a_metrics_file_ends_the_command_and_says_where()
    {
        using var sample = new CommandSample();
        string metrics = sample.PathOf("metrics.jsonl");

        var wrong = await sample.RunAsync(sample.Shell("printf 'x\\n{x\\n' > metrics.jsonl; exec sleep 3600") with { MetricsFile = metrics });
        var shorter = await sample.RunAsync(
            sample.Shell("echo '{\"epoch\": 1}' > metrics.jsonl; while [ ! -e heard ]; do sleep 0.02; done; : > metrics.jsonl; exec sleep 3600") with { MetricsFile = metrics },
            _ =>
            {
                File.WriteAllText(sample.PathOf("heard"), "");
                return true;
            });

        Assert.StartsWith("Line 2 of metrics.jsonl begins with \"{\" and is no JSON object: \"{x\". ", wrong.Error, StringComparison.Ordinal);
        Assert.Equal("metrics.jsonl got shorter while the command ran. Reports may only be added to it.", shorter.Error);
        Assert.False(shorter.Transient);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_metrics_file_that_never_comes_is_no_error()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Shell("echo hello") with { MetricsFile = sample.PathOf("metrics.jsonl") });

        Assert.Null(outcome.Error);
        Assert.Empty(sample.Reports);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task What_the_listener_throws_comes_out_once_nothing_of_the_command_is_left()
    {
        using var sample = new CommandSample();

        var error = await Assert.ThrowsAsync<IOException>(() => sample.RunAsync(
            sample.Shell("echo '{}'; exec sleep 3600"), _ => throw new IOException("The ledger is full.")));

        Assert.Equal("The ledger is full.", error.Message);
        await sample.NothingIsLeftAsync();
    }
}
