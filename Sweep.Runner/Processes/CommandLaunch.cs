using Sweep.Core.Contracts;

namespace Sweep.Runner.Processes;

/// <summary>A command line to run once: a program and its arguments as a list, which no shell ever reads.</summary>
public sealed record CommandLaunch
{
    /// <summary>The environment variable by which a command and everything it starts can be found.</summary>
    public const string TokenVariable = "HYPERSWEEP_TOKEN";

    /// <summary>The program, then its arguments, as they shall arrive. At least the program.</summary>
    public required IReadOnlyList<string> Command
    {
        get;
        init => field = value.Count > 0 && value[0].Length > 0 && value.All(IsText)
            ? value
            : throw new ArgumentException("A command must name a program first, and have no zero character in its arguments.");
    }

    /// <summary>Variables to add to our own environment, or to put in place of ours.</summary>
    public required IReadOnlyDictionary<string, string> Environment
    {
        get;
        init => field = value.All(variable => IsName(variable.Key) && IsText(variable.Value))
            ? value
            : throw new ArgumentException(
                "A variable must have a name without \"=\", and no zero character in its name and value; got " +
                string.Join(", ", value.Keys.Select(Shown.Quoted)) + ".");
    }

    /// <summary>Where the command runs; a program with a slash in its name is looked for from here.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Where stdout and stderr are kept, as they come. Its folder exists; a file of that name is replaced.</summary>
    public required string OutputFile { get; init; }

    /// <summary>Where the command writes its reports if not to stdout, which then is only output. What an earlier run left there is deleted.</summary>
    public string? MetricsFile { get; init; }

    /// <summary>Of more bytes than this, the first half and the last half are kept, with a line between that says how much was left out.</summary>
    public int OutputBytes { get; init => field = Check.AtLeast(0, value); } = 1 << 20;

    /// <summary>The most memory that each process of the command may ask for (its address space, by util-linux' <c>prlimit</c>); null: no limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The time between asking the command to end (SIGTERM) and ending it (SIGKILL).</summary>
    public TimeSpan Grace
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentException($"Grace must be at least 0; got {value}.");
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A text of this command alone, like "study/17", by which all of it is found; <see cref="ProcessTree.KillAllAsync"/> finds it by "study" too. No other
    /// token may begin with it and a slash.
    /// </summary>
    public required string Token
    {
        get;
        init => field = value.Length > 0 && IsText(value)
            ? value
            : throw new ArgumentException("A token must have at least one character, and no zero character.");
    }

    private static bool IsName(string name) => name.Length > 0 && !name.Contains('=') && IsText(name);

    // The system's texts end at a zero character: what follows would quietly be lost.
    private static bool IsText(string text) => !text.Contains('\0');
}
