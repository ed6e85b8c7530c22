namespace Sweep.Runner.Processes;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code, unless a signal ended it or it never ran.</param>
/// <param name="Signal">
/// The signal that ended it. An exit code of 128 + n, by which a shell passes on that signal n ended a program, counts as the signal: .NET does not tell
/// them apart.
/// </param>
/// <param name="Error">What went wrong, in a sentence or two; null if it ended well, or because its report was answered with "stop".</param>
/// <param name="Transient">Whether the same command may end well another time: it failed or was ended, rather than being wrong.</param>
/// <param name="OutputBytes">How much it wrote to stdout and stderr.</param>
/// <param name="OutputTail">The last 500 characters of stderr, or of stdout if nothing came by stderr, for messages.</param>
public sealed record CommandOutcome(int? ExitCode, int? Signal, string? Error, bool Transient, long OutputBytes, string OutputTail);
