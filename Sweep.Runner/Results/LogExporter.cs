using Microsoft.Extensions.Logging;

namespace Sweep.Runner.Results;

/// <summary>Writes parts of the result log on a thread of its own, as trials end: a part at once when it is full, others now and then.</summary>
/// <param name="log">What it writes to.</param>
/// <param name="every">The shortest time between two writings of a part that is not full.</param>
/// <param name="time">Tells the time that has passed.</param>
/// <param name="logger">Is told of parts that could not be written; the ledger still has what belongs in them.</param>
internal sealed partial class LogExporter(ResultLog log, TimeSpan every, TimeProvider time, ILogger logger) : IDisposable
{
    // Writing takes at most one part in so many of the time.
    private const int Leisure = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, long> _ended = [];
    private readonly HashSet<long> _grown = [];
    private readonly AutoResetEvent _full = new(false);
    private Thread? _thread;
    private volatile bool _stopped;

    /// <summary>A trial had ended before this run.</summary>
    public void EndedBefore(long trial)
    {
        long part = trial / log.PartTrials;
        _ended[part] = _ended.GetValueOrDefault(part) + 1;
    }

    /// <summary>A trial has ended, and the ledger has it.</summary>
    public void Ended(long trial)
    {
        long part = trial / log.PartTrials;
        lock (_lock)
        {
            _grown.Add(part);
            if ((_ended[part] = _ended.GetValueOrDefault(part) + 1) == log.PartTrials)
                _full.Set();
        }
    }

    /// <summary>Starts the thread.</summary>
    public void Start()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "result log" };
        _thread.Start();
    }

    /// <summary>Ends the thread, after the part under way.</summary>
    public void Stop()
    {
        _stopped = true;
        _full.Set();
        _thread?.Join();
    }

    /// <inheritdoc/>
    public void Dispose() => _full.Dispose();

    private void Work()
    {
        long last = time.GetTimestamp();
        var pause = every;
        while (true)
        {
            _full.WaitOne(every);
            if (_stopped)
                return;
            bool all = time.GetElapsedTime(last) >= pause;
            long[] parts;
            lock (_lock)
            {
                parts = [.. _grown.Where(part => all || _ended[part] == log.PartTrials)];
                _grown.ExceptWith(parts);
            }
            long started = time.GetTimestamp();
            foreach (long part in parts.TakeWhile(_ => !_stopped))
                Write(part);
            if (!all)
                continue;
            last = time.GetTimestamp();
            pause = TimeSpan.FromTicks(Math.Max(every.Ticks, time.GetElapsedTime(started).Ticks * Leisure));
        }
    }

    private void Write(long part)
    {
        try
        {
            log.WritePart(part);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            PartNotWritten(logger, error, part);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Part {Part} of the result log could not be written; the ledger has what belongs in it.")]
    private static partial void PartNotWritten(ILogger log, Exception error, long part);
}
