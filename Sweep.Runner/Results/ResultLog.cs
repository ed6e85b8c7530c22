using System.Runtime.InteropServices;
using Polly;
using Sweep.Core.Contracts;
using Sweep.Core.Parquet;
using Sweep.Core.Training;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Results;

/// <summary>The Parquet files of a study while it runs. They appear under their names one after the other, when the study is done.</summary>
public sealed class ResultLog : IDisposable
{
    private readonly ResiliencePipeline _retry;
    private readonly LogFile<TrialResult> _trials;
    private readonly LogFile<FitResult> _fits;
    private readonly LogFile<(FitResult Fit, EpochResult Epoch)> _epochs;

    private ResultLog(Study study, string directory, ResiliencePipeline retry)
    {
        _retry = retry;
        var (trials, fits, epochs) = (LogTables.Trials(study), LogTables.Fits(study), LogTables.Epochs(study));
        var metadata = Metadata(study, trials.FileName, fits.FileName, epochs.FileName);
        try
        {
            _trials = new(trials, directory, metadata);
            _fits = new(fits, directory, metadata);
            _epochs = new(epochs, directory, metadata);
        }
        catch
        {
            _trials?.Dispose();
            _fits?.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a folder for the results of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="directory">The folder; made where it is missing.</param>
    /// <param name="replace">Whether results of another study may be replaced.</param>
    /// <param name="retry">How often a file that is busy is tried again.</param>
    /// <exception cref="InputException">The folder cannot be written, or holds the results of another study.</exception>
    public static ResultLog Open(Study study, string directory, bool replace, ResiliencePipeline retry)
    {
        try
        {
            Directory.CreateDirectory(directory);
            if (!replace)
                RequireSameStudy(study, directory);
            return new ResultLog(study, directory, retry);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{directory}: the results cannot be written here. {Shown.Sentence(error.Message)} Give another folder with --output.", error);
        }
    }

    /// <summary>Adds a trial with its fits. Trials come in the order of their numbers.</summary>
    public void Add(TrialResult trial, IReadOnlyList<FitResult> fits)
    {
        _trials.Add(trial);
        foreach (var fit in fits)
        {
            _fits.Add(fit);
            foreach (var epoch in fit.Training?.Epochs ?? [])
                _epochs.Add((fit, epoch));
        }
    }

    /// <summary>Ends the files and gives them their names.</summary>
    public void Publish()
    {
        _trials.Complete();
        _fits.Complete();
        _epochs.Complete();
        _epochs.Publish(_retry);
        _fits.Publish(_retry);
        _trials.Publish(_retry);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trials.Dispose();
        _fits.Dispose();
        _epochs.Dispose();
    }

    private static void RequireSameStudy(Study study, string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, "*.parquet").Order(StringComparer.Ordinal))
        {
            string? found;
            try
            {
                using var reader = ParquetReader.Open(file);
                found = Origin(
                    reader.Metadata.GetValueOrDefault(LogMetadata.StudyDigest),
                    reader.Metadata.GetValueOrDefault(LogMetadata.DataDigest),
                    reader.Metadata.GetValueOrDefault(LogMetadata.Version));
            }
            catch (ParquetException)
            {
                found = null;
            }
            if (found != Origin(study.Source.Digest, study.Source.DataDigest, ProgramVersion.Number))
            {
                throw new InputException(
                    $"{directory}: this folder holds the results of another study, or of this one before its file, its data or the program changed ({Path.GetFileName(file)}). " +
                    "Give another folder with --output, or let them be replaced with --replace.");
            }
        }
    }

    private static string Origin(string? study, string? data, string? version) => $"{study} {data} {version}";

    private static Dictionary<string, string> Metadata(Study study, params string[] files) => new()
    {
        [LogMetadata.Files] = string.Join(',', files.Order(StringComparer.Ordinal)),
        [LogMetadata.Format] = "1",
        [LogMetadata.Study] = study.Source.Text,
        [LogMetadata.StudyDigest] = study.Source.Digest,
        [LogMetadata.DataDigest] = study.Source.DataDigest,
        [LogMetadata.Version] = ProgramVersion.Number,
        [LogMetadata.Machine] = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores",
    };
}
