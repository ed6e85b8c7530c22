using System.Runtime.InteropServices;

namespace Sweep.Runner.Commands;

/// <summary>The first Ctrl+C lets the program end in order; this makes the second one end it at once.</summary>
internal sealed class SecondSignal : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    private SecondSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    /// <summary>Starts to listen.</summary>
    public static SecondSignal EndsTheProcess() => new();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) == 2)
            Environment.Exit(ExitCode.Interrupted);
    }
}
