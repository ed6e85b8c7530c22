namespace Sweep.Runner.Objectives;

/// <summary>The folder of one fit. It is made when something is first put there.</summary>
/// <param name="results">The study's results folder.</param>
/// <param name="fit">The fit's number.</param>
/// <param name="saveEvery">Time between two checkpoints; one minute where it is not given.</param>
/// <param name="saved">Is told of every checkpoint, with its size in bytes.</param>
public sealed class FitFiles(string results, long fit, TimeSpan? saveEvery = null, Action<long>? saved = null)
{
    /// <summary>The folder of all fits, in the results folder.</summary>
    public const string Folder = "fits";

    /// <summary>Time between two checkpoints.</summary>
    public TimeSpan SaveEvery { get; } = saveEvery ?? TimeSpan.FromMinutes(1);

    /// <summary>Whether anything was put there.</summary>
    public bool Used { get; private set; }

    /// <summary>The folder, made where it is missing.</summary>
    public string Directory
    {
        get
        {
            Used = true;
            return System.IO.Directory.CreateDirectory(FolderPath).FullName;
        }
    }

    /// <summary>A folder for checkpoints in files of any number; it is not made by us.</summary>
    public string CheckpointFolder => Path.Combine(Path.GetFullPath(FolderPath), "checkpoint");

    // Put together when asked for: most fits keep nothing, and there may be a million.
    private string FolderPath => Path.Combine(results, Folder, $"{fit}");

    private string CheckpointPath => Path.Combine(FolderPath, "checkpoint.bin");

    /// <summary>Keeps a checkpoint in place of the one before; whatever happens, one of them is there whole.</summary>
    public void SaveCheckpoint(Action<Stream> write)
    {
        string aside = Path.Combine(Directory, "checkpoint.tmp");
        long bytes;
        using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            bytes = stream.Length;
        }
        File.Move(aside, CheckpointPath, overwrite: true);
        saved?.Invoke(bytes);
    }

    /// <summary>Opens the last checkpoint; null where there is none.</summary>
    public Stream? OpenCheckpoint() => File.Exists(CheckpointPath) ? File.OpenRead(CheckpointPath) : null;

    /// <summary>Takes the checkpoint away: the fit has ended.</summary>
    public void DropCheckpoint()
    {
        if (!System.IO.Directory.Exists(FolderPath))
            return;
        File.Delete(CheckpointPath);
        File.Delete(Path.Combine(FolderPath, "checkpoint.tmp"));
        try
        {
            FolderTree.Delete(CheckpointFolder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A command may make files that we cannot delete; the study's results do not depend on it.
        }
        if (!System.IO.Directory.EnumerateFileSystemEntries(FolderPath).Any())
            System.IO.Directory.Delete(FolderPath);
    }
}
