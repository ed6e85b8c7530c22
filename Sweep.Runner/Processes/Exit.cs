using System.ComponentModel;
using System.Globalization;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Processes;

/// <summary>What an exit code says.</summary>
/// <param name="ExitCode">The exit code, unless a signal ended the process.</param>
/// <param name="Signal">The signal that did.</param>
/// <param name="Error">What went wrong; null for exit code 0.</param>
/// <param name="Transient">Whether it may go well another time.</param>
internal sealed record Exit(int? ExitCode, int? Signal, string? Error, bool Transient)
{
    // EAGAIN, ENOMEM, ENFILE, EMFILE, ETXTBSY: another time there may be room.
    private static readonly string[] _passing = [.. new[] { 11, 12, 23, 24, 26 }.Select(code => new Win32Exception(code).Message)];

    /// <summary>Reads an exit code as .NET gives it.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="program">The program, as the command names it.</param>
    /// <param name="file">The file of that program.</param>
    /// <param name="tail">The end of what it wrote.</param>
    public static Exit Of(int exitCode, string program, string file, string tail)
    {
        if (exitCode == 0)
            return new Exit(0, null, null, Transient: false);
        if (Signals.OfExitCode(exitCode) is { } signal)
        {
            string ended = string.Create(CultureInfo.InvariantCulture, $"The command was ended by signal {signal} ({Signals.Name(signal)}).");
            return new Exit(null, signal, ended, Transient: true);
        }
        if (Launcher.IsRefusal(exitCode, file, tail))
            return Refused(program, tail[(tail.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]);
        string last = tail.Length == 0 ? "It wrote nothing." : $"Its last output: {OutputText.LastLine(tail)}";
        string failed = string.Create(CultureInfo.InvariantCulture, $"The command ended with exit code {exitCode}. {last}");
        return new Exit(exitCode, null, failed, Transient: true);
    }

    /// <summary>The system would not run the program.</summary>
    /// <param name="program">The program, as the command names it.</param>
    /// <param name="why">The system's reason, in its words.</param>
    public static Exit Refused(string program, string why) =>
        new(null, null, $"{Shown.Quoted(program)} could not be started: {Shown.Sentence(why)}", _passing.Contains(why));
}
