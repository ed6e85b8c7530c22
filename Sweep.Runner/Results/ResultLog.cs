using Polly;
using Sweep.Core.Parquet;
using Sweep.Runner.Ledger;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Results;

/// <summary>Makes the Parquet files of a study from its ledger: parts while the study runs, and one file a table at its end.</summary>
/// <remarks>
/// Part <em>k</em> holds what has ended of an equal share of the trials, and is written anew as it grows. Whoever reads sees whole files only.
/// </remarks>
internal sealed class ResultLog : IDisposable
{
    /// <summary>The folder of the parts, in the results folder.</summary>
    public const string PartsFolder = "parts";

    // Rows of a part's largest row group: large enough for a good compression.
    private const int PartFits = 1 << 16;

    private readonly Study _study;
    private readonly string[] _tables;
    private readonly string _directory;
    private readonly ResiliencePipeline _retry;
    private readonly LedgerReader _ledger;

    /// <summary>Opens the log.</summary>
    /// <param name="study">The study, whose ledger has been claimed.</param>
    /// <param name="directory">The results folder.</param>
    /// <param name="retry">How often a file that is busy is tried again.</param>
    public ResultLog(Study study, string directory, ResiliencePipeline retry)
    {
        (_study, _directory, _retry) = (study, directory, retry);
        _ledger = LedgerReader.Open(study, directory);
        _tables = LogTables.Names(study);
        PartTrials = Math.Max(1024, PartFits / study.Folds.Count);
        Parts = (study.Trials + PartTrials - 1) / PartTrials;
    }

    /// <summary>Trials of a part.</summary>
    public long PartTrials { get; }

    /// <summary>How many parts there are.</summary>
    public long Parts { get; }

    /// <summary>Writes what has ended of a part's trials.</summary>
    public void WritePart(long part)
    {
        Directory.CreateDirectory(Path.Combine(_directory, PartsFolder));
        var (first, end) = Range(part);
        // Asked for first: what ends while the part is written makes it a smaller one, never a wrong one.
        string holds = Holds(first, end);
        using var files = new LogPart(_study, PathOf(part), Metadata(holds));
        files.Add(_ledger, first, end);
        files.Publish(_retry);
    }

    /// <summary>Makes the whole log from the parts and the ledger, unless it is there, and takes the parts away.</summary>
    public void Publish()
    {
        if (!IsWhole(WholePath, 0, _study.Trials))
            Join();
        // Also those that a program left behind which was killed between the two.
        if (Directory.Exists(Path.Combine(_directory, PartsFolder)))
            _retry.Execute(() => Directory.Delete(Path.Combine(_directory, PartsFolder), recursive: true));
    }

    private void Join()
    {
        using var files = new LogPart(_study, WholePath, Metadata(Holds(0, _study.Trials)));
        for (long part = 0; part < Parts; part++)
        {
            var (first, end) = Range(part);
            if (IsWhole(PathOf(part), first, end))
                files.Append(PathOf(part));
            else
                files.Add(_ledger, first, end);
        }
        files.Publish(_retry);
    }

    /// <inheritdoc/>
    public void Dispose() => _ledger.Dispose();

    private (long First, long End) Range(long part) => (part * PartTrials, Math.Min((part + 1) * PartTrials, _study.Trials));

    private string WholePath(string table) => Path.Combine(_directory, table + ".parquet");

    private Func<string, string> PathOf(long part) => table => Path.Combine(_directory, PartsFolder, $"{table}-{part:D6}.parquet");

    private string Holds(long first, long end) => $"ledger {_ledger.Id}, trials {first} to {end - 1}, {_ledger.Results(first, end)} results";

    private bool IsWhole(Func<string, string> path, long first, long end)
    {
        string[] files = [.. _tables.Select(path)];
        if (!files.All(File.Exists))
            return false;
        string holds = Holds(first, end);
        try
        {
            return files.All(file =>
            {
                using var reader = ParquetReader.Open(file);
                return reader.Metadata.GetValueOrDefault(LogMetadata.Part) == holds;
            });
        }
        // A damaged part is made again from the ledger.
        catch (ParquetException)
        {
            return false;
        }
    }

    private Dictionary<string, string> Metadata(string part) =>
        new(LogMetadata.Of(_study, _tables.Select(table => table + ".parquet"))) { [LogMetadata.Part] = part };
}
