using System.Text;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Processes;

/// <summary>Finds the program that a command names, as the system would, and says why it cannot be run before the system does.</summary>
public static class Programs
{
    /// <summary>The file that is run for a program's name; null if there is none that may be executed.</summary>
    /// <param name="program">A name to look for in the folders of PATH, or, with a slash in it, a path.</param>
    /// <param name="workingDirectory">Where a relative path begins.</param>
    /// <param name="searchPath">The folders to look in, in place of those of our own PATH.</param>
    public static string? Find(string program, string workingDirectory, string? searchPath = null) =>
        Candidates(program, workingDirectory, searchPath).FirstOrDefault(IsExecutable);

    /// <summary>What is wrong with a program, and what to do; null if it can be run.</summary>
    /// <inheritdoc cref="Find" path="/param"/>
    public static string? Trouble(string program, string workingDirectory, string? searchPath = null)
    {
        if (Find(program, workingDirectory, searchPath) is { } file)
            return InterpreterTrouble(program, file, workingDirectory);

        string beside = Path.Combine(workingDirectory, program);
        if (!IsPath(program))
            return $"There is no program named {Shown.Quoted(program)} in the folders of PATH. " + (File.Exists(beside)
                ? $"If the one in the working directory is meant, write {Shown.Quoted("./" + program)}, or name first what runs it."
                : "Check its name, or write its whole path.");
        if (Directory.Exists(beside))
            return $"{Shown.Quoted(program)} is a folder, not a program.";
        return File.Exists(beside)
            ? $"{Shown.Quoted(program)} may not be executed. Allow it (chmod +x), or name first what runs it, like python3."
            : $"There is no program named {Shown.Quoted(program)}{(Path.IsPathRooted(program) ? "" : $" in {workingDirectory}")}.";
    }

    private static bool IsPath(string program) => program.Contains('/') || program.Contains(Path.DirectorySeparatorChar);

    private static IEnumerable<string> Candidates(string program, string workingDirectory, string? searchPath)
    {
        string start = Path.GetFullPath(workingDirectory);
        if (program.Length == 0)
            return [];
        string[] names = OperatingSystem.IsWindows() ? [program, program + ".exe"] : [program];
        if (IsPath(program))
            return names.Select(name => Path.Combine(start, name));
        // An empty entry of PATH is the working directory.
        string[] folders = (searchPath ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(folder => names.Select(name => Path.Combine(start, folder, name)));
    }

    private static bool IsExecutable(string file) => File.Exists(file) && (OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    /// <summary>A script whose first line names a program that is not there: the system would say that the script is not there.</summary>
    private static string? InterpreterTrouble(string program, string file, string workingDirectory)
    {
        if (OperatingSystem.IsWindows() || FirstLine(file) is not ['#', '!', .. var rest])
            return null;
        string interpreter = rest.TrimStart(' ', '\t').Split(' ', '\t')[0];
        if (File.Exists(Path.Combine(workingDirectory, interpreter)))
            return null;
        string trouble = $"{Shown.Quoted(program)} begins with {Shown.Quoted("#!" + rest)}, and there is no such program.";
        return interpreter.EndsWith('\r') ? trouble + " Its lines end as on Windows (\\r\\n); save them with \\n." : trouble;
    }

    private static string FirstLine(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            byte[] beginning = new byte[256];
            return Encoding.Latin1.GetString(beginning, 0, stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)).Split('\n')[0];
        }
        // May be run, but not be read.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
