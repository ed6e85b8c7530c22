using System.Globalization;
using System.Text.Json;

namespace Sweep.Runner.Objectives;

/// <summary>What a command is handed besides hyperparameters, by the names of placeholders; environment variables have the same names.</summary>
internal static class CommandPlaces
{
    /// <summary>A folder that stays from one attempt of a fit to the next.</summary>
    public const string CheckpointFolder = "checkpoint_dir";

    /// <summary>A file with hyperparameters, repeat, fold and seed.</summary>
    public const string ParametersFile = "parameters_file";

    /// <summary>The file for reports.</summary>
    public const string MetricsFile = "metrics_file";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["trial", "fit", "attempt", "repeat", "fold", "folds", "seed", "study_dir", CheckpointFolder, ParametersFile, MetricsFile];

    /// <summary>The environment variable of a name.</summary>
    public static string VariableOf(string name) => "HYPERSWEEP_" + name.ToUpperInvariant();

    /// <summary>The hyperparameters of a configuration as text.</summary>
    public static Dictionary<string, string> Of(Strategies.Search.Configuration configuration) =>
        configuration.Values.ToDictionary(value => value.Key, value => ComponentSettings.Text(value.Value), StringComparer.Ordinal);

    /// <summary>The values for one attempt of a fit.</summary>
    public static IReadOnlyDictionary<string, string> Of(FitRun fit, string studyDirectory, int folds, bool reportsInFile)
    {
        var places = Of(fit.Configuration);
        Add("trial", fit.Trial);
        Add("fit", fit.Number);
        Add("attempt", fit.Attempt);
        Add("repeat", fit.Fold.Repeat);
        Add("fold", fit.Fold.Number);
        Add("folds", folds);
        Add("seed", fit.Seed);
        places["study_dir"] = studyDirectory;
        places[CheckpointFolder] = fit.Files.CheckpointFolder;
        places[ParametersFile] = Path.Combine(fit.Files.Directory, "parameters.json");
        if (reportsInFile)
            places[MetricsFile] = Path.Combine(fit.Files.Directory, "metrics.jsonl");
        return places;

        void Add(string name, long number) => places[name] = number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The text of the file with hyperparameters, repeat, fold and seed.</summary>
    public static byte[] ParametersOf(FitRun fit, int folds)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            ConfigurationText.Write(json, fit.Configuration);
            json.WriteNumber("repeat", fit.Fold.Repeat);
            json.WriteNumber("fold", fit.Fold.Number);
            json.WriteNumber("folds", folds);
            json.WriteNumber("seed", fit.Seed);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
