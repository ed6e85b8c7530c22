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

    /// <summary>The values for one attempt of a fit.</summary>
    public static IReadOnlyDictionary<string, string> Of(FitRun fit, string folder, string studyDirectory, int folds, bool reportsInFile)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fit.Configuration.Values)
            places[name] = ComponentSettings.Text(value);
        places["trial"] = $"{fit.Trial}";
        places["fit"] = $"{fit.Number}";
        places["attempt"] = $"{fit.Attempt}";
        places["repeat"] = $"{fit.Fold.Repeat}";
        places["fold"] = $"{fit.Fold.Number}";
        places["folds"] = $"{folds}";
        places["seed"] = $"{fit.Seed}";
        places["study_dir"] = studyDirectory;
        places[CheckpointFolder] = Path.Combine(folder, "checkpoint");
        places[ParametersFile] = Path.Combine(folder, "parameters.json");
        if (reportsInFile)
            places[MetricsFile] = Path.Combine(folder, "metrics.jsonl");
        return places;
    }
}
