using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Runner.Ledger;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Results;

/// <summary>The folder that a study keeps its ledger and its results in.</summary>
internal static class ResultsFolder
{
    // What a study leaves there. Other files are not touched.
    private static readonly string[] _files =
        [.. LogTables.AllNames.Select(table => table + ".parquet"), StudyLedger.FileName, StudyLedger.FileName + "-wal", StudyLedger.FileName + "-shm"];

    private static readonly string[] _folders = [ResultLog.PartsFolder, FitFiles.Folder];

    /// <summary>Makes the folder where it is missing.</summary>
    public static void Create(string directory) => Written(directory, () => Directory.CreateDirectory(directory));

    /// <summary>Does something that writes to the folder.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static T Written<T>(string directory, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{directory}: the results cannot be written here. {Shown.Sentence(error.Message)} Give another folder with --output.", error);
        }
    }

    /// <summary>Takes away what an earlier study has left.</summary>
    public static void Clear(string directory) => Written(directory, () =>
    {
        foreach (string file in _files)
            File.Delete(Path.Combine(directory, file));
        foreach (string folder in _folders.Select(name => Path.Combine(directory, name)).Concat(Directory.EnumerateDirectories(directory, FitFiles.Folder + "-before-run-*").ToArray()))
            FolderTree.Delete(folder);
        return true;
    });

    /// <summary>Takes away the checkpoints of a study that is done: some belong to fits that ended in the moment in which the program was killed.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="except">Fits that failed, and may be tried again.</param>
    public static void DropCheckpoints(string directory, IReadOnlySet<long> except)
    {
        string fits = Path.Combine(directory, FitFiles.Folder);
        if (!Directory.Exists(fits))
            return;
        foreach (string fit in Directory.EnumerateDirectories(fits))
        {
            if (long.TryParse(Path.GetFileName(fit), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && !except.Contains(number))
                new FitFiles(directory, number).DropCheckpoint();
        }
        if (!Directory.EnumerateFileSystemEntries(fits).Any())
            Directory.Delete(fits);
    }

    /// <summary>Makes sure that results that lie there have their ledger beside them.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="started">Whether the study must have been started before.</param>
    public static void RequireLedger(string directory, bool started)
    {
        if (File.Exists(Path.Combine(directory, StudyLedger.FileName)))
            return;
        if (started)
            throw new InputException($"{directory}: no study has been started here (there is no {StudyLedger.FileName}). Use hypersweep run, or name the folder with --output.");
        if (Directory.EnumerateFiles(directory, "*.parquet").FirstOrDefault() is { } file)
        {
            throw new InputException(
                $"{directory}: this folder has results ({Path.GetFileName(file)}) without the ledger that they come from. " +
                "Give another folder with --output, or let them be replaced with --replace.");
        }
    }
}
