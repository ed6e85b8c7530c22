using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Sweep.Runner.Processes;

namespace Sweep.Runner.Objectives;

/// <summary>Any command line: it is handed a configuration, trains what it likes, and reports figures as JSON lines.</summary>
/// <param name="time">Paces all waiting for it.</param>
public sealed class CommandObjective(TimeProvider time) : IObjective
{
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

    /// <summary>The time between asking a command to end and ending it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Figures that were reported and that nobody asked to keep.</summary>
    public IEnumerable<string> Unlisted => _unlisted.Keys.Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<FitOutcome> EvaluateAsync(FitRun fit, CancellationToken cancellation)
    {
        string folder = fit.Files.Directory;
        var places = CommandPlaces.Of(fit, folder, StudyDirectory, Folds, ReportsInFile);
        Directory.CreateDirectory(places[CommandPlaces.CheckpointFolder]);
        string work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
        await WriteParametersAsync(fit, places, cancellation).ConfigureAwait(false);

        double score = double.NaN;
        bool pruned = false, diverged = false;
        string? trouble = null;
        var outcome = await _process.RunAsync(
            new CommandLaunch
            {
                Command = [.. Command.Select(argument => argument.Text(places))],
                Environment = places.ToDictionary(place => "HYPERSWEEP_" + place.Key.ToUpperInvariant(), place => place.Value),
                WorkingDirectory = work,
                OutputFile = Path.Combine(folder, $"output-{fit.Attempt}.txt"),
                MetricsFile = ReportsInFile ? places[CommandPlaces.MetricsFile] : null,
                Grace = Grace,
                Token = fit.Token,
            },
            Receive,
            cancellation).ConfigureAwait(false);

        if (trouble is not null)
            return FitOutcome.Failed(trouble);
        if (outcome.Error is not null)
            return FitOutcome.Failed(outcome.Error, outcome.Transient);
        if (!pruned && !diverged && double.IsNaN(score))
        {
            return FitOutcome.Failed(
                $"The command ended well and never reported {Figures[0].Name}. It must write a line such as {{\"{Figures[0].Name}\": 0.5}} to " +
                $"{(ReportsInFile ? "the file that it is handed" : "its output")}.");
        }
        // What a fit that has ended would resume from.
        Directory.Delete(places[CommandPlaces.CheckpointFolder], recursive: true);
        return new FitOutcome { State = diverged ? FitState.Diverged : pruned ? FitState.Pruned : FitState.Completed, Score = score };

        bool Receive(CommandReport report)
        {
            foreach (string name in report.Figures.Keys.Where(name => Figures.All(figure => figure.Name != name)))
                _unlisted.TryAdd(name, true);
            if (report.Figures.TryGetValue(Figures[0].Name, out double value))
            {
                score = value;
                if (!report.Diverged && !double.IsFinite(value))
                {
                    trouble = string.Create(CultureInfo.InvariantCulture,
                        $"The command reported {value} as {Figures[0].Name} in epoch {report.Epoch ?? fit.Epoch + 1}. A metric must be a finite number; " +
                        $"where training has diverged, report {{\"diverged\": true}}.");
                    return false;
                }
            }
            if (Figures.Any(figure => report.Figures.ContainsKey(figure.Name)))
            {
                long epoch = report.Epoch ?? fit.Epoch + 1;
                if (epoch <= fit.Epoch)
                {
                    trouble = $"The command reported epoch {epoch} after epoch {fit.Epoch}. Epochs must ascend, from 1.";
                    return false;
                }
                pruned = !fit.ReportAt(epoch, [.. Figures.Select(figure => report.Figures.GetValueOrDefault(figure.Name, Figure.Absent))]);
            }
            diverged = report.Diverged;
            return !pruned && !diverged;
        }
    }

    private static async Task WriteParametersAsync(FitRun fit, IReadOnlyDictionary<string, string> places, CancellationToken cancellation)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            ConfigurationText.Write(json, fit.Configuration);
            json.WriteNumber("repeat", fit.Fold.Repeat);
            json.WriteNumber("fold", fit.Fold.Number);
            json.WriteNumber("seed", fit.Seed);
            json.WriteEndObject();
        }
        await File.WriteAllBytesAsync(places[CommandPlaces.ParametersFile], stream.ToArray(), cancellation).ConfigureAwait(false);
    }
}
