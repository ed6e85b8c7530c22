using System.Text;
using System.Text.Json;
using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Trials;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Runner;

public class JsonProgressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_run_tells_its_start_every_fit_every_trial_and_its_end_and_nothing_else()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, error) = HyperSweep.Run("run", SmallStudy.Write(folder), "--format", "json", "--workers", "2");

        Assert.Equal((0, ""), (exitCode, error));
        var events = Events(output);
        Assert.Equal(
            """{"event":"study_started","study":"points","metric":"validation_accuracy","goal":"maximize","trials":14,"fits":84,"done":0,"to_run":84,"workers":2}""",
            events[0].GetRawText());
        Assert.Equal(Enumerable.Range(0, 84), Numbers(events, "fit", "fit").Order());
        Assert.Equal(Enumerable.Range(1, 84), Numbers(events, "fit", "done"));
        Assert.Equal(Enumerable.Range(0, 14), Numbers(events, "trial", "trial").Order());
        Assert.Equal(1 + 84 + 14 + 1, events.Count);

        // A trial is told right after its last fit.
        foreach (var (index, told) in events.Index().Where(told => Name(told.Item) == "trial"))
        {
            int trial = told.GetProperty("trial").GetInt32();
            Assert.Equal(("fit", trial), (Name(events[index - 1]), events[index - 1].GetProperty("trial").GetInt32()));
            Assert.Equal(6, Numbers(events[..index], "fit", "trial").Count(of => of == trial));
        }

        var end = events[^1];
        Assert.Equal(("study_ended", "done", 84, 0), (Name(end), Text(end, "reason"), end.GetProperty("done").GetInt32(), end.GetProperty("failed").GetInt32()));
        double best = events.Where(told => Name(told) == "trial").Max(told => told.GetProperty("objective").GetDouble());
        Assert.Equal(best, end.GetProperty("best").GetProperty("objective").GetDouble());
    }

    [Fact]
    public void Where_nothing_is_left_to_run_there_are_the_first_and_the_last_event()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);
        HyperSweep.Run("run", study, "--quiet");

        var (exitCode, output, error) = HyperSweep.Run("run", study, "--format", "json");

        Assert.Equal((0, ""), (exitCode, error));
        var events = Events(output);
        Assert.Equal(["study_started", "study_ended"], events.Select(Name));
        Assert.Equal((84, 0, 0), (events[0].GetProperty("done").GetInt32(), events[0].GetProperty("to_run").GetInt32(), events[0].GetProperty("workers").GetInt32()));
        Assert.Equal("done", Text(events[1], "reason"));
    }

    [Fact]
    public void A_study_that_is_refused_has_no_event()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, error) = HyperSweep.Run("run", SmallStudy.Write(folder, text => text.Replace("folds: 3", "folds: 30")), "--format", "json");

        Assert.Equal((2, ""), (exitCode, output));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void A_study_of_which_too_much_fails_says_so_and_a_retry_counts_what_it_runs_again()
    {
        using var folder = new TemporaryFolder();
        string marker = Path.Combine(folder.Path, "mended");
        string study = folder.Write("study.yaml", """
            name: fails
            command: [sh, -c, "test -e 'MARKER' && echo '{\"loss\": {x}}'"]
            metric: { name: loss, goal: minimize }
            parameters: { x: { values: [3, 1, 2] } }
            seed: 1
            """.Replace("MARKER", marker, StringComparison.Ordinal));

        var (exitCode, output, _) = HyperSweep.Run("run", study, "--format", "json", "--workers", "1");
        File.WriteAllText(marker, "");
        var (retried, again, _) = HyperSweep.Run("retry", study, "--format", "json", "--workers", "1", "--max-failures", "1");

        Assert.Equal((1, 0), (exitCode, retried));
        var events = Events(output);
        Assert.Equal(["study_started", "fit", "trial", "fit", "trial", "fit", "trial", "study_ended"], events.Select(Name));
        Assert.Equal(JsonValueKind.Null, events[1].GetProperty("objective").ValueKind);
        Assert.NotEmpty(Text(events[1], "error"));
        Assert.Equal((3, 3, false), (events[^1].GetProperty("done").GetInt32(), events[^1].GetProperty("failed").GetInt32(), events[^1].TryGetProperty("best", out _)));

        events = Events(again);
        Assert.Equal((0, 3), (events[0].GetProperty("done").GetInt32(), events[0].GetProperty("to_run").GetInt32()));
        Assert.Equal([1, 2, 3], Numbers(events, "fit", "done"));
        Assert.Equal("""{"trial":1,"state":"completed","objective":1,"configuration":{"x":1}}""", events[^1].GetProperty("best").GetRawText());
    }

    [Fact(Timeout = HyperSweepProcess.Milliseconds)]
    public async Task The_first_event_comes_while_the_study_runs_and_an_interrupted_one_has_an_end()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("epochs: 3", "epochs: 1000000", StringComparison.Ordinal));
        using var process = HyperSweepProcess.Start(["run", study, "--format", "json"]);

        string? first = await process.StandardOutput.ReadLineAsync(Cancellation);
        await HyperSweepProcess.SignalAsync(process, "INT");
        string rest = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(130, process.ExitCode);
        Assert.StartsWith("""{"event":"study_started",""", first, StringComparison.Ordinal);
        Assert.Equal("""{"event":"study_ended","study":"points","reason":"interrupted","done":0,"fits":84,"failed":0}""" + "\n", rest);
    }

    [Fact]
    public void Every_event_is_handed_on_at_once()
    {
        using var pipe = new MemoryStream();
        using var output = new StreamWriter(pipe) { NewLine = "\n", AutoFlush = false };
        var study = TestStudy.Of((_, _) => 0, trials: 2, folds: 1);
        using var progress = new JsonProgress(study, output, TimeProvider.System);

        progress.Begun(study, 1, 2);
        Assert.Single(Events(Encoding.UTF8.GetString(pipe.ToArray())));
        var fit = new FitResult(0, 0, 1, study.Suggest(0), study.Folds[0], FitOutcome.Completed(1), 1, TimeSpan.Zero);
        progress.Ended(fit, TrialResult.Of([fit]));
        Assert.Equal(["study_started", "fit", "trial"], Events(Encoding.UTF8.GetString(pipe.ToArray())).Select(Name));
    }

    [Theory]
    [InlineData("say \"hi\"")]
    [InlineData("two\nlines\r\nand\u2028more\u2029and\u0085more")]
    [InlineData("火 😀 \\ \0 \e[31m </script>")]
    public void Names_and_errors_arrive_as_they_are_and_stay_on_one_line(string text)
    {
        var study = TestStudy.Of((_, _) => 0, trials: 1, folds: 1) with { Name = text };
        var configuration = new Configuration([KeyValuePair.Create(text, (object)text)]);
        var fit = new FitResult(0, 0, 1, configuration, study.Folds[0], FitOutcome.Failed(text), 1, TimeSpan.Zero);

        string[] lines =
        [
            EventLine.Started(study, 0, 1, 1), EventLine.Of(fit, new ProgressTally(study, TimeProvider.System)), EventLine.Of(TrialResult.Of([fit])),
            EventLine.Ended(study, "Done", 1, 1, TrialResult.Of([fit])),
        ];

        Assert.All(lines, line => Assert.DoesNotContain(line, character => char.IsControl(character) || character is '\u2028' or '\u2029'));
        var events = lines.Select(Parse).ToArray();
        Assert.Equal([text, text, text], [Text(events[0], "study"), Text(events[1], "error"), Text(events[3], "study")]);
        Assert.Equal(text, events[2].GetProperty("configuration").GetProperty(text).GetString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_is_none_is_null(double value)
    {
        var study = TestStudy.Of((_, _) => 0, trials: 1, folds: 1);
        var fit = new FitResult(0, 0, 1, study.Suggest(0), study.Folds[0], FitOutcome.Completed(value), 1, TimeSpan.Zero);

        Assert.Equal(JsonValueKind.Null, Parse(EventLine.Of(fit, new ProgressTally(study, TimeProvider.System))).GetProperty("objective").ValueKind);
        Assert.Equal(JsonValueKind.Null, Parse(EventLine.Of(TrialResult.Of([fit]))).GetProperty("objective").ValueKind);
    }

    private static List<JsonElement> Events(string output)
    {
        Assert.EndsWith("\n", output, StringComparison.Ordinal);
        return [.. output[..^1].Split('\n').Select(Parse)];
    }

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static string Name(JsonElement told) => Text(told, "event");

    private static string Text(JsonElement told, string field) => told.GetProperty(field).GetString()!;

    private static IEnumerable<int> Numbers(IEnumerable<JsonElement> events, string name, string field) =>
        events.Where(told => Name(told) == name).Select(told => told.GetProperty(field).GetInt32());
}
