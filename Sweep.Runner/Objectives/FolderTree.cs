namespace Sweep.Runner.Objectives;

/// <summary>Takes folders away that other programs have filled.</summary>
internal static class FolderTree
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Deletes a folder, if it is there, with all that is in it; what is read-only, too. Links are deleted, not what they lead to.</summary>
    public static void Delete(string path)
    {
        if (!Directory.Exists(path))
            return;
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException && !OperatingSystem.IsWindows())
        {
            Open(new DirectoryInfo(path));
            Directory.Delete(path, recursive: true);
        }
    }

    // Of a folder that cannot be written nothing can be deleted.
    private static void Open(DirectoryInfo folder)
    {
        if (OperatingSystem.IsWindows() || folder.LinkTarget is not null)
            return;
        folder.UnixFileMode |= Owner;
        foreach (var inner in folder.EnumerateDirectories())
            Open(inner);
    }
}
