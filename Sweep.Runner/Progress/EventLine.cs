using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweep.Runner.Objectives;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.Progress;

/// <summary>Events of a study as JSON, a line each, for programs that look on. A figure that is no finite number is null.</summary>
internal static class EventLine
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A range test has ended.</summary>
    public static string Of(OptimizerRangeTest test) => Line("range_test", json =>
    {
        var found = test.Outcome as Suggestion;
        json.WriteString("optimizer", test.Optimizer.Name);
        Number(json, "learning_rate", found?.Rate ?? double.NaN);
        Number(json, "low", found?.Low ?? double.NaN);
        Number(json, "high", found?.High ?? double.NaN);
        Number(json, "floor", found?.Floor ?? double.NaN);
        Number(json, "peak", found?.Peak ?? double.NaN);
        if (test.Outcome is NoSuggestion none)
            json.WriteString("reason", none.Explanation);
    });

    /// <summary>A run of the study begins.</summary>
    /// <param name="study">The study.</param>
    /// <param name="done">Fits that have results of earlier runs.</param>
    /// <param name="toRun">Fits that this run has before it.</param>
    /// <param name="workers">How many run side by side.</param>
    public static string Started(Study study, long done, long toRun, int workers) => Line("study_started", json =>
    {
        json.WriteString("study", study.Name);
        json.WriteString("metric", study.Metric.Name);
        json.WriteString("goal", study.Metric.Maximize ? "maximize" : "minimize");
        json.WriteNumber("trials", study.Trials);
        json.WriteNumber("fits", study.Fits);
        json.WriteNumber("done", done);
        json.WriteNumber("to_run", toRun);
        json.WriteNumber("workers", workers);
    });

    /// <summary>Another round of the study begins.</summary>
    /// <param name="study">The study with the round.</param>
    /// <param name="toRun">Fits of the round.</param>
    /// <param name="workers">How many run side by side.</param>
    public static string RoundStarted(Study study, long toRun, int workers) => Line("round_started", json =>
    {
        json.WriteNumber("round", study.FurtherRounds.Count + 1);
        json.WriteNumber("trials", study.Trials);
        json.WriteNumber("fits", study.Fits);
        json.WriteNumber("to_run", toRun);
        json.WriteNumber("workers", workers);
    });

    /// <summary>A fit has ended.</summary>
    public static string Of(FitResult fit, ProgressTally tally) => Line("fit", json =>
    {
        json.WriteNumber("fit", fit.Number);
        json.WriteNumber("trial", fit.Trial);
        json.WriteNumber("repeat", fit.Fold.Repeat);
        json.WriteNumber("fold", fit.Fold.Number);
        if (fit.Fold.Inner is { } inner)
            json.WriteNumber("inner_fold", inner);
        json.WriteNumber("seed_number", fit.Fold.SeedNumber);
        json.WriteNumber("attempt", fit.Attempt);
        json.WriteString("state", Word(fit.State));
        Number(json, "objective", fit.Outcome.Score);
        json.WriteNumber("seconds", fit.Duration.TotalSeconds);
        if (fit.Outcome.Error is { } error)
            json.WriteString("error", error);
        json.WriteNumber("done", tally.Done);
        json.WriteNumber("fits", tally.Fits);
    });

    /// <summary>A trial has ended.</summary>
    public static string Of(TrialResult trial) => Line("trial", json => Write(json, trial));

    /// <summary>A run of the study has ended.</summary>
    /// <param name="study">The study.</param>
    /// <param name="reason">Why.</param>
    /// <param name="done">Fits that have results.</param>
    /// <param name="failed">Fits of this run that failed.</param>
    /// <param name="best">The best trial; null where that is not known.</param>
    public static string Ended(Study study, string reason, long done, long failed, TrialResult? best) => Line("study_ended", json =>
    {
        json.WriteString("study", study.Name);
        json.WriteString("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(reason));
        json.WriteNumber("done", done);
        json.WriteNumber("fits", study.Fits);
        json.WriteNumber("failed", failed);
        if (best is null)
            return;
        json.WriteStartObject("best");
        Write(json, best);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, TrialResult trial)
    {
        json.WriteNumber("trial", trial.Number);
        json.WriteString("state", Word(trial.State));
        Number(json, "objective", trial.Objective);
        json.WriteStartObject("configuration");
        ConfigurationText.Write(json, trial.Configuration);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static string Word(FitState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    private static string Line(string name, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
