using Sweep.Runner.Processes;

namespace Sweep.Tests.Runner.Processes;

/// <summary>A command in a folder of its own: its script, what it reported, and whatever it left, gone afterwards.</summary>
internal sealed class CommandSample : IDisposable
{
    /// <summary>A command that hangs fails its test instead of the whole run; no result depends on the time.</summary>
    public const int Milliseconds = HyperSweepProcess.Milliseconds;

    /// <summary>Lets a script leave by the double fork: the grandchild runs on in a session of its own, as a child of nobody.</summary>
    public const string Detach = """
        import os, sys, time
        def detach(environment, argv):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.execvpe(argv[0], argv, environment)
                os._exit(0)
            os.wait()

        """;

    private readonly TemporaryFolder _folder = new();

    public CommandSample() => Token = Path.GetFileName(_folder.Path) + "/1";

    public string Token { get; }

    public string Folder => _folder.Path;

    public List<CommandReport> Reports { get; } = [];

    public string Output => File.ReadAllText(PathOf("output.txt"));

    public string PathOf(string name) => Path.Combine(Folder, name);

    public int Number(string name) => int.Parse(File.ReadAllText(PathOf(name)), System.Globalization.CultureInfo.InvariantCulture);

    public CommandLaunch Python(string script, params string[] arguments) =>
        Command(["python3", "-u", _folder.Write("train.py", script), .. arguments]);

    public CommandLaunch Shell(string script) => Command("sh", "-c", script);

    public CommandLaunch Command(params string[] command) => new()
    {
        Command = command,
        Environment = new Dictionary<string, string>(),
        WorkingDirectory = Folder,
        OutputFile = PathOf("output.txt"),
        Token = Token,
    };

    public Task<CommandOutcome> RunAsync(CommandLaunch launch, Func<CommandReport, bool>? report = null, CancellationToken? cancellation = null) =>
        new CommandProcess(TimeProvider.System).RunAsync(
            launch,
            heard =>
            {
                lock (Reports)
                    Reports.Add(heard);
                return report?.Invoke(heard) ?? true;
            },
            cancellation ?? TestContext.Current.CancellationToken);

    public async Task NothingIsLeftAsync() =>
        Assert.Equal(0, await ProcessTree.KillAllAsync(Token, TimeProvider.System, CancellationToken.None));

    public static bool IsAlive(int process) => ProcessEntry.All().Any(entry => entry.Id == process);

    /// <summary>Waits for a file that a script makes, until the test's time is up.</summary>
    public async Task AppearsAsync(string name)
    {
        while (!File.Exists(PathOf(name)))
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        ProcessTree.KillAllAsync(Token, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        _folder.Dispose();
    }
}
