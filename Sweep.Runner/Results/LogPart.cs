using Polly;
using Sweep.Core.Parquet;
using Sweep.Runner.Ledger;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Runner.Results;

/// <summary>The files of a result log, or of a part of it, while they are written.</summary>
internal sealed class LogPart : IDisposable
{
    private readonly LogFile<TrialResult> _trials;
    private readonly LogFile<FitRecord> _fits;
    private readonly LogFile<(FitRecord Fit, int Index)> _epochs;
    private readonly LogFile<(FitRecord Fit, int Index)>? _steps;

    /// <summary>Opens the files aside.</summary>
    /// <param name="study">The study.</param>
    /// <param name="path">The path of a table's file.</param>
    /// <param name="metadata">What the files say about themselves.</param>
    public LogPart(Study study, Func<string, string> path, IReadOnlyDictionary<string, string> metadata)
    {
        var (trials, fits, epochs) = (LogTables.Trials(study), LogTables.Fits(study), LogTables.Epochs(study));
        try
        {
            _trials = new(trials, path(trials.Name), metadata);
            _fits = new(fits, path(fits.Name), metadata);
            _epochs = new(epochs, path(epochs.Name), metadata);
            if (LogTables.Steps(study) is { } steps)
                _steps = new(steps, path(steps.Name), metadata);
        }
        catch
        {
            _trials?.Dispose();
            _fits?.Dispose();
            _epochs?.Dispose();
            throw;
        }
    }

    /// <summary>Adds trials from the ledger.</summary>
    public void Add(LedgerReader ledger, long firstTrial, long endTrial)
    {
        foreach (var fits in ledger.Trials(firstTrial, endTrial, curves: true))
        {
            _trials.Add(TrialResult.Of([.. fits.Select(fit => fit.Result)]));
            foreach (var fit in fits)
            {
                _fits.Add(fit);
                for (int index = 0; index < fit.Curve.Count; index++)
                    _epochs.Add((fit, index));
                for (int index = 0; index < fit.Steps.Count; index++)
                    _steps?.Add((fit, index));
            }
        }
    }

    /// <summary>Takes over the rows of a part.</summary>
    /// <param name="path">The path of a table's file.</param>
    public void Append(Func<string, string> path)
    {
        Append(_trials, path("trials"));
        Append(_fits, path("fits"));
        Append(_epochs, path("epochs"));
        if (_steps is not null)
            Append(_steps, path("steps"));
    }

    /// <summary>Ends the files and gives them their names.</summary>
    public void Publish(ResiliencePipeline retry)
    {
        _trials.Complete();
        _fits.Complete();
        _epochs.Complete();
        _steps?.Complete();
        _steps?.Publish(retry);
        _epochs.Publish(retry);
        _fits.Publish(retry);
        _trials.Publish(retry);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trials.Dispose();
        _fits.Dispose();
        _epochs.Dispose();
        _steps?.Dispose();
    }

    private static void Append<TRow>(LogFile<TRow> file, string path)
    {
        using var part = ParquetReader.Open(path);
        file.Append(part);
    }
}
