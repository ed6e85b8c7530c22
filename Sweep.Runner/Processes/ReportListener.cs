using System.Runtime.ExceptionServices;

namespace Sweep.Runner.Processes;

/// <summary>Hands reports on, until the answer is to stop.</summary>
/// <param name="report">Is given each report, and answers whether to go on.</param>
/// <param name="stop">Ends the command; once it is cancelled, nothing more is handed on.</param>
internal sealed class ReportListener(Func<CommandReport, bool> report, CancellationTokenSource stop)
{
    private volatile bool _isBusy;

    /// <summary>Whether a report is being handed on right now.</summary>
    public bool IsBusy => _isBusy;

    /// <summary>What was thrown instead of an answer.</summary>
    public ExceptionDispatchInfo? Thrown { get; private set; }

    /// <summary>Hands a report on.</summary>
    public void Hear(CommandReport heard)
    {
        if (stop.IsCancellationRequested)
            return;
        _isBusy = true;
        try
        {
            if (!report(heard))
                stop.Cancel();
        }
        // Whoever runs the command gets it once nothing of the command is left.
        catch (Exception error)
        {
            Thrown = ExceptionDispatchInfo.Capture(error);
            stop.Cancel();
        }
        finally
        {
            _isBusy = false;
        }
    }
}
