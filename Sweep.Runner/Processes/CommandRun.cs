using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Processes;

/// <summary>A command that has been started, until nothing of it is left.</summary>
internal sealed class CommandRun : IDisposable
{
    // What a command leaves behind may tidy up and end by itself, as Python's resource tracker does.
    private static readonly TimeSpan _patienceWithLeftovers = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _metricsPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(3);

    // More than a pipe can hold: what comes after the end beyond this is not the command's.
    private const long MostAfterTheEnd = 1 << 21;

    private readonly Process _process;
    private readonly CommandLaunch _launch;
    private readonly OutputFile _output;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _drained = new();
    private readonly TailBuffer _stdout = new(OutputText.TailBytes);
    private readonly TailBuffer _stderr = new(OutputText.TailBytes);
    private readonly ReportListener _listener;
    private readonly ReportLines _lines;
    private ExceptionDispatchInfo? _trouble;
    private int _busy;

    /// <summary>Takes over a process.</summary>
    /// <param name="process">The process, just started, with its streams redirected.</param>
    /// <param name="launch">What it was started from.</param>
    /// <param name="output">Keeps what it writes.</param>
    /// <param name="report">Hears its reports, and says whether to go on.</param>
    /// <param name="time">Paces all waiting.</param>
    /// <param name="cancellation">Ends the process.</param>
    public CommandRun(
        Process process, CommandLaunch launch, OutputFile output, Func<CommandReport, bool> report, TimeProvider time, CancellationToken cancellation)
    {
        (_process, _launch, _output, _time) = (process, launch, output, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _listener = new ReportListener(report, _stop);
        // The folder is another in every study; what is wrong is the same.
        _lines = new ReportLines(Path.GetFileName(launch.MetricsFile) ?? "stdout", _listener.Hear);
    }

    private long BytesRead => _stdout.Total + _stderr.Total;

    /// <summary>Waits for the command's end, or brings it about, and ends what it has left.</summary>
    /// <param name="file">The file of its program.</param>
    public async Task<CommandOutcome> EndAsync(string file)
    {
        var gone = new TaskCompletionSource();
        var reading = Task.WhenAll(
            ReadAsync(_process.StandardOutput.BaseStream, _stdout, _launch.MetricsFile is null ? _lines : null),
            ReadAsync(_process.StandardError.BaseStream, _stderr, lines: null),
            FollowMetricsAsync(gone.Task));

        await _process.WaitForExitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var patience = _process.HasExited && _launch.Grace > _patienceWithLeftovers ? _patienceWithLeftovers : _launch.Grace;
        bool allGone = await ProcessTree.EndAsync(_process, _launch.Token, patience, _time).ConfigureAwait(false);
        gone.SetResult();
        await DrainAsync(reading).ConfigureAwait(false);

        string stderr = OutputText.Tail(_stderr), tail = stderr.Length > 0 ? stderr : OutputText.Tail(_stdout);
        var exit = allGone
            ? Exit.Of(_process.ExitCode, _launch.Command[0], file, tail)
            : new Exit(null, null, "Not all processes of the command could be ended, not even by SIGKILL.", Transient: true);
        Try(_output.Complete);
        // One that failed may have left half a line: that it failed says more.
        if (exit.ExitCode == 0)
            Try(_lines.Complete);
        _listener.Thrown?.Throw();
        return Outcome(exit, allGone, tail);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _drained.Dispose();
    }

    private async Task ReadAsync(Stream stream, TailBuffer tail, ReportLines? lines)
    {
        byte[] buffer = new byte[1 << 15];
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer, _drained.Token).ConfigureAwait(false)) > 0;)
            {
                Interlocked.Increment(ref _busy);
                tail.Add(buffer.AsSpan(0, count));
                Try(() => _output.Add(buffer.AsSpan(0, count)));
                if (lines is not null && !_stop.IsCancellationRequested)
                    Try(() => lines.Add(buffer.AsSpan(0, count)));
                // A command that never pauses must not keep a thread from the others.
                await Task.Yield();
                Interlocked.Decrement(ref _busy);
            }
        }
        catch (OperationCanceledException)
        {
            // Somebody else holds the stream open.
        }
    }

    private async Task FollowMetricsAsync(Task gone)
    {
        if (_launch.MetricsFile is null)
            return;
        var metrics = new MetricsFile(_launch.MetricsFile, _lines);
        while (!gone.IsCompleted)
        {
            Try(metrics.ReadOn);
            await Task.WhenAny(gone, Task.Delay(_metricsPause, _time)).ConfigureAwait(false);
        }
        Try(metrics.ReadOn);
    }

    /// <summary>Reads what is still in the pipes. They end with the command, unless somebody who could not be found holds them open.</summary>
    private async Task DrainAsync(Task reading)
    {
        long most = BytesRead + MostAfterTheEnd;
        for (long before = -1; !reading.IsCompleted && BytesRead < most && (BytesRead > before || _busy > 0);)
        {
            before = BytesRead;
            await Task.WhenAny(reading, Task.Delay(_longestSilence, _time)).ConfigureAwait(false);
        }
        await _drained.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
    }

    /// <summary>Does something; should it fail, the command is ended, and what it writes is read on: otherwise it would wait for us.</summary>
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            // While it is being ended, a command need not finish its lines.
            if (error is not InputException || !_stop.IsCancellationRequested)
                Interlocked.CompareExchange(ref _trouble, ExceptionDispatchInfo.Capture(error), null);
            _stop.Cancel();
        }
    }

    private CommandOutcome Outcome(Exit exit, bool allGone, string tail)
    {
        if (_trouble?.SourceException is not (null or InputException or IOException or UnauthorizedAccessException))
            _trouble.Throw();
        var (error, transient) = _trouble?.SourceException switch
        {
            InputException wrong => (wrong.Message, false),
            { } trouble => ($"The command was ended, for its files could not be used: {Shown.Sentence(trouble.Message)}", true),
            null when allGone && _stop.IsCancellationRequested => (null, false),
            null => (exit.Error, exit.Transient),
        };
        return new CommandOutcome(exit.ExitCode, exit.Signal, error, transient, BytesRead, tail);
    }
}
