using System.Collections.Concurrent;
using Sweep.Runner.Processes;

namespace Sweep.Runner.Objectives;

/// <summary>Any command line: it is handed a configuration, trains what it likes, and reports figures as JSON lines.</summary>
/// <param name="time">Paces all waiting for it.</param>
public sealed class CommandObjective(TimeProvider time) : IObjective
{
    // More than anybody would read.
    private const int MostUnlisted = 100;

    private readonly ConcurrentDictionary<string, bool> _unlisted = new(StringComparer.Ordinal);
    private readonly CommandProcess _process = new(time);

    /// <summary>Program and arguments, with placeholders.</summary>
    public required IReadOnlyList<CommandArgument> Command { get; init; }

    /// <inheritdoc/>
    /// <remarks>The study's metric, then what else is kept of its reports.</remarks>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>The folder of the study file.</summary>
    public required string StudyDirectory { get; init; }

    /// <summary>How many folds a repeat has.</summary>
    public required int Folds { get; init; }

    /// <summary>Whether reports are read from a file that the command is handed, and not from its output.</summary>
    public bool ReportsInFile { get; init; }

    /// <summary>The most memory that each of its processes may ask for, in bytes; null: no limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Where reports are written to, in words.</summary>
    public string ReportsTo => ReportsInFile ? "the file that it is handed" : "its output";

    /// <summary>Figures that were reported and that nobody asked to keep.</summary>
    public IReadOnlyList<string> Unlisted => [.. _unlisted.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<FitOutcome> EvaluateAsync(FitRun fit, CancellationToken cancellation)
    {
        string folder = fit.Files.Directory, work = Path.Combine(folder, "work");
        var places = CommandPlaces.Of(fit, StudyDirectory, Folds, ReportsInFile);
        // Only in its checkpoint an attempt may find what an earlier one has left.
        FolderTree.Delete(work);
        Directory.CreateDirectory(work);
        Directory.CreateDirectory(fit.Files.CheckpointFolder);
        await File.WriteAllBytesAsync(places[CommandPlaces.ParametersFile], CommandPlaces.ParametersOf(fit, Folds), cancellation).ConfigureAwait(false);

        var course = new CommandCourse(fit, Figures);
        var outcome = await _process.RunAsync(
            new CommandLaunch
            {
                Command = [.. Command.Select(argument => argument.Text(places))],
                Environment = places.ToDictionary(place => CommandPlaces.VariableOf(place.Key), place => place.Value),
                WorkingDirectory = work,
                OutputFile = Path.Combine(folder, $"output-{fit.Attempt}.txt"),
                MetricsFile = places.GetValueOrDefault(CommandPlaces.MetricsFile),
                MemoryBytes = MemoryBytes,
                Grace = fit.Grace,
                Token = fit.Token,
            },
            report =>
            {
                NoteUnlisted(report);
                return course.Hear(report);
            },
            cancellation).ConfigureAwait(false);

        if (Directory.Exists(work) && !Directory.EnumerateFileSystemEntries(work).Any())
            Directory.Delete(work);
        // Where the results lie must not make a difference to them.
        var end = course.End(outcome, ReportsTo);
        return end with { Error = end.Error?.Replace(folder, $"{FitFiles.Folder}/{fit.Number}", StringComparison.Ordinal) };
    }

    private void NoteUnlisted(CommandReport report)
    {
        foreach (string name in report.Figures.Keys)
        {
            if (_unlisted.Count < MostUnlisted && !Figures.Any(figure => figure.Name == name))
                _unlisted.TryAdd(name, true);
        }
    }
}
