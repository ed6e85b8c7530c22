using Sweep.Core.Parquet;
using Sweep.Runner.Executors;
using Sweep.Runner.Processes;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

/// <summary>A study of a command in a folder of its own: study file, script, results, and whatever commands leave, gone afterwards.</summary>
internal sealed class CommandStudy : IDisposable
{
    /// <summary>A command that hangs fails its test instead of the whole run; no result depends on the time.</summary>
    public const int Milliseconds = HyperSweepProcess.Milliseconds;

    /// <summary>Two rates and two depths on three folds of two repeats.</summary>
    public const string Yaml = """
        name: my-command
        command: [python3, train.py, "{learning_rate}", "{layers}"]
        metric: { name: validation_loss, goal: minimize }
        metrics: [train_loss]
        validation: { folds: 3, repeats: 2 }
        parameters:
          learning_rate: { distribution: log_uniform_values, min: 1e-2, max: 1, points: 2 }
          layers: [1, 2]
        limits: { retry_delay: 1ms }
        seed: 1
        """;

    /// <summary>
    /// Three epochs of made-up losses. It goes on from its checkpoint, telling again what that attempt had told which saved it. Where there is a file
    /// "gate" beside the study file, the first attempt of a fit from the fourth on waits behind it for ever, and a child with it.
    /// </summary>
    public const string Train = """
        import json, os, subprocess, sys, time

        rate, layers = float(sys.argv[1]), int(sys.argv[2])
        fold, repeat, seed = (int(os.environ["HYPERSWEEP_" + name]) for name in ("FOLD", "REPEAT", "SEED"))
        beside = os.path.dirname(os.path.abspath(__file__))
        checkpoint = os.path.join(os.environ["HYPERSWEEP_CHECKPOINT_DIR"], "losses.json")
        losses = json.load(open(checkpoint)) if os.path.exists(checkpoint) else []
        if losses:
            open(os.path.join(beside, "resumed"), "a").write("x")
        for epoch in range(1, 4):
            if epoch > len(losses):
                losses.append(abs(rate - 0.1) * layers / epoch + fold / 10 + repeat / 100 + seed * 1e-12)
                with open(checkpoint + ".new", "w") as file:
                    json.dump(losses, file)
                os.replace(checkpoint + ".new", checkpoint)
            print(json.dumps({"epoch": epoch, "validation_loss": losses[epoch - 1], "train_loss": losses[epoch - 1] / 2}), flush=True)
            if epoch == 2 and os.environ["HYPERSWEEP_ATTEMPT"] == "1" and int(os.environ["HYPERSWEEP_FIT"]) >= 4 and os.path.exists(os.path.join(beside, "gate")):
                subprocess.Popen(["sleep", "3600"], start_new_session=True)
                open(os.path.join(beside, "waiting"), "w").close()
                time.sleep(3600)
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _results = [];

    /// <summary>Writes study file and script.</summary>
    public CommandStudy(string yaml = Yaml, string train = Train)
    {
        File = _folder.Write("study.yaml", yaml);
        _folder.Write("train.py", train);
    }

    public string File { get; }

    public string Folder => _folder.Path;

    public string Results => PathOf("results");

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Text(string name) => System.IO.File.ReadAllText(PathOf(name));

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>The same study with something else in its file.</summary>
    public static CommandStudy With(string from, string to, string train = Train)
    {
        Assert.Contains(from, Yaml, StringComparison.Ordinal);
        return new CommandStudy(Yaml.Replace(from, to, StringComparison.Ordinal), train);
    }

    /// <summary>A study of one hyperparameter, x, and a script that knows it as such.</summary>
    public static CommandStudy Of(string values, string train, string further = "") => new(
        $$"""
        name: x
        command: [python3, train.py, "{x}"]
        metric: { name: loss, goal: minimize }
        parameters: { x: {{values}} }
        {{further}}
        """,
        $"""
        import json, os, signal, subprocess, sys, time
        x, beside = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
        def report(**figures):
            print(json.dumps(figures), flush=True)
        {train}
        """);

    /// <summary>Runs the program inside the test.</summary>
    public (int ExitCode, string Output, string Error) Run(params string[] further) => HyperSweep.Run(["run", File, "--output", Known(Results), .. further]);

    /// <summary>Runs it, which must go well, into a folder of its own, and returns the digest of what came out.</summary>
    public string DigestOf(string results, params string[] further)
    {
        var (exitCode, _, error) = HyperSweep.Run(["run", File, "--output", Known(PathOf(results)), "--quiet", .. further]);
        Assert.True(exitCode == 0, error);
        return ResultDigest.Of(PathOf(results));
    }

    /// <summary>Runs it with a short grace.</summary>
    public Task<StudyEnd> RunAsync(TimeSpan grace) => TestStudy.RunAsync(
        StudyReader.Read(File), Known(Results), options: new RunOptions { Workers = 2, Grace = grace }, cancellation: TestContext.Current.CancellationToken);

    public T[] Column<T>(string table, string column) => TestStudy.Column<T>(Results, table, column);

    /// <summary>A column that may be null.</summary>
    public List<object?> Values<T>(string table, string column)
    {
        using var reader = ParquetReader.Open(Path.Combine(Results, table + ".parquet"));
        var values = reader.Read<T>(column);
        return [.. values.Values.Select((value, row) => values.Nulls is { } nulls && nulls[row] ? null : (object?)value)];
    }

    /// <summary>Waits for a file that a script makes, until the test's time is up.</summary>
    public async Task AppearsAsync(string name)
    {
        while (!System.IO.File.Exists(PathOf(name)))
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    /// <summary>Nothing that any command has started runs on.</summary>
    public async Task NothingIsLeftAsync()
    {
        foreach (string results in _results.Append(Results))
            Assert.Equal(0, await ProcessTree.KillAllAsync(StudyRun.TokenOf(results), TimeProvider.System, CancellationToken.None));
    }

    public void Dispose()
    {
        foreach (string results in _results.Append(Results))
            ProcessTree.KillAllAsync(StudyRun.TokenOf(results), TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        _folder.Dispose();
    }

    private string Known(string results)
    {
        _results.Add(results);
        return results;
    }
}
