using Sweep.Runner.Processes;

namespace Sweep.Tests.Runner.Processes;

public class CommandExitTests
{
    [Theory(Timeout = CommandSample.Milliseconds)]
    [InlineData("exit 0", 0, null, null, false)]
    [InlineData("echo Oh >&2; echo 'no: x' >&2; exit 3", 3, null, "The command ended with exit code 3. Its last output: no: x", true)]
    [InlineData("echo only stdout; exit 1", 1, null, "The command ended with exit code 1. Its last output: only stdout", true)]
    [InlineData("exit 255", 255, null, "The command ended with exit code 255. It wrote nothing.", true)]
    [InlineData("printf 'a\\rb\\033[31mred' >&2; exit 2", 2, null, "The command ended with exit code 2. Its last output: b\uFFFD[31mred", true)]
    [InlineData("kill -9 $$", null, 9, "The command was ended by signal 9 (SIGKILL).", true)]
    [InlineData("kill -SEGV $$", null, 11, "The command was ended by signal 11 (SIGSEGV).", true)]
    public async Task The_way_a_command_ends_is_told(string script, int? exitCode, int? signal, string? error, bool transient)
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Shell(script));

        Assert.Equal((exitCode, signal, error, transient), (outcome.ExitCode, outcome.Signal, outcome.Error, outcome.Transient));
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task An_exception_in_Python_is_told_by_its_last_line_and_kept_whole()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python("raise ValueError('the data is gone')"));

        Assert.Equal("The command ended with exit code 1. Its last output: ValueError: the data is gone", outcome.Error);
        Assert.StartsWith("Traceback (most recent call last):", outcome.OutputTail, StringComparison.Ordinal);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Arguments_and_variables_arrive_byte_for_byte()
    {
        using var sample = new CommandSample();
        string[] texts = ["", " ", "a b", "\"", "'", "\\", "$(touch x)", "`touch x`", "; touch x", "a\nb\r\n", "*", "~", "%PATH%", "--", "-x", "ä 日本 🦊", "\t", "\u0001\u007f", "{}"];
        var launch = sample.Python(
            """
            import os, sys
            names = sorted(name for name in os.environb if name.startswith(b"TEXT"))
            open("arrived", "wb").write(b"\0".join([os.fsencode(text) for text in sys.argv[1:]] + [os.environb[name] for name in names]))
            """,
            texts) with
        {
            Environment = texts.Index().ToDictionary(text => $"TEXT {text.Index:00}é", text => text.Item),
        };

        var outcome = await sample.RunAsync(launch);

        Assert.Null(outcome.Error);
        Assert.Equal([.. texts, .. texts], File.ReadAllText(sample.PathOf("arrived")).Split('\0'));
        Assert.False(File.Exists(sample.PathOf("x")));
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_runs_in_its_folder_with_our_environment_and_its_own()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Shell("pwd; echo $HOME $HYPERSWEEP_TOKEN $MINE") with
        {
            Environment = new Dictionary<string, string> { ["MINE"] = "here", [CommandLaunch.TokenVariable] = "not this" },
        });

        Assert.Null(outcome.Error);
        Assert.Equal($"{sample.Folder}\n{Environment.GetEnvironmentVariable("HOME")} {sample.Token} here\n", sample.Output);
    }

    [Theory(Timeout = CommandSample.Milliseconds)]
    [InlineData("pyton3", "There is no program named \"pyton3\" in the folders of PATH. Check its name, or write its whole path.")]
    [InlineData("./none", "There is no program named \"./none\" in ")]
    [InlineData("", "A command must name a program first")]
    public async Task A_program_that_is_not_there_is_told_before_it_is_run(string program, string error)
    {
        using var sample = new CommandSample();
        if (program.Length == 0)
        {
            Assert.StartsWith(error, Assert.Throws<ArgumentException>(() => sample.Command(program)).Message, StringComparison.Ordinal);
            return;
        }

        var outcome = await sample.RunAsync(sample.Command(program));

        Assert.StartsWith(error, outcome.Error, StringComparison.Ordinal);
        Assert.False(outcome.Transient);
        Assert.Null(outcome.ExitCode);
        Assert.False(File.Exists(sample.PathOf("output.txt")));
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_program_the_system_refuses_to_run_is_told_in_our_words()
    {
        using var sample = new CommandSample();
        // The interpreter is there, and cannot be run.
        File.WriteAllText(sample.PathOf("train.sh"), $"#!{sample.PathOf("interpreter")}\n");
        File.WriteAllText(sample.PathOf("interpreter"), "");
        ProgramsTests.AllowToRun(sample.PathOf("train.sh"));

        var outcome = await sample.RunAsync(sample.Command("./train.sh"));

        Assert.Equal("\"./train.sh\" could not be started: Permission denied.", outcome.Error);
        Assert.False(outcome.Transient);
        Assert.Equal(outcome.Error, (await sample.RunAsync(sample.Command("./train.sh") with { MemoryBytes = 500_000_000 })).Error);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_gets_no_more_memory_than_it_may_have_and_else_runs_as_ever()
    {
        using var sample = new CommandSample();
        const string Ask = "import resource, sys; print(resource.getrlimit(resource.RLIMIT_AS)[0], sys.argv[1:]); held = bytes(int(sys.argv[-1]))";

        var modest = await sample.RunAsync(sample.Python(Ask, "--as", "a b", "1000000") with { MemoryBytes = 500_000_000 });
        Assert.Null(modest.Error);
        Assert.Equal("500000000 ['--as', 'a b', '1000000']\n", sample.Output);
        var greedy = await sample.RunAsync(sample.Python(Ask, "1000000000000") with { MemoryBytes = 500_000_000 });
        var missing = await sample.RunAsync(sample.Command("./none") with { MemoryBytes = 500_000_000 });
        var refused = await sample.RunAsync(sample.Command("true", new string('x', 5_000_000)) with { MemoryBytes = 500_000_000 });

        Assert.Equal("The command ended with exit code 1. Its last output: MemoryError", greedy.Error);
        Assert.StartsWith("There is no program named \"./none\" in ", missing.Error, StringComparison.Ordinal);
        Assert.Equal("\"true\" could not be started: Argument list too long.", refused.Error);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_program_that_is_being_written_may_run_another_time()
    {
        using var sample = new CommandSample();
        string program = sample.PathOf("train");
        File.Copy(Programs.Find("true", "/")!, program);
        ProgramsTests.AllowToRun(program);

        using (var writer = new FileStream(program, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            var outcome = await sample.RunAsync(sample.Command("./train"));

            Assert.Equal("\"./train\" could not be started: Text file busy.", outcome.Error);
            Assert.True(outcome.Transient);
        }
        Assert.Null((await sample.RunAsync(sample.Command("./train"))).Error);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Arguments_beyond_the_system_s_limit_are_an_error_of_the_command()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Command("true", new string('x', 5_000_000)));

        Assert.Equal("\"true\" could not be started: Argument list too long.", outcome.Error);
        Assert.False(outcome.Transient);
    }

    [Fact]
    public void A_zero_character_which_would_cut_a_text_is_refused()
    {
        using var sample = new CommandSample();
        var launch = sample.Command("true");

        Assert.Throws<ArgumentException>(() => sample.Command("true", "a\0b"));
        Assert.Throws<ArgumentException>(() => launch with { Environment = new Dictionary<string, string> { ["A"] = "\0" } });
        Assert.Throws<ArgumentException>(() => launch with { Environment = new Dictionary<string, string> { ["A=B"] = "" } });
        Assert.Throws<ArgumentException>(() => launch with { Token = "" });
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Many_commands_run_side_by_side()
    {
        using var sample = new CommandSample();

        // Each waits for all others to have begun.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => sample.RunAsync(sample.Shell(
            $"echo '{{\"epoch\": {number}}}'; : > begun-{number}; while [ $(ls begun-* | wc -l) -lt 64 ]; do sleep 0.2; done") with
        {
            OutputFile = sample.PathOf($"output-{number}.txt"),
            Token = $"{sample.Token}/{number}",
        })));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(64, sample.Reports.Count);
        await sample.NothingIsLeftAsync();
    }
}
