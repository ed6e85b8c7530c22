namespace Sweep.Runner.Progress;

/// <summary>How fast something is counted lately.</summary>
/// <remarks>
/// Since the start would still tell of a slow beginning after an hour. Over 10 seconds alone, fits of a minute would come out as nothing or as plenty: those
/// that were started together end together. So the window reaches back 10 seconds, and further until it has enough of them.
/// </remarks>
internal sealed class RateWindow
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(10);

    // One for each reading at which there was more: those of the window, so no more than readings in 10 seconds and what counts as enough.
    private readonly Queue<(TimeSpan At, long Count)> _readings = [];
    private (TimeSpan At, long Count) _from;
    private long _last;

    /// <summary>Takes a reading and answers with the rate, per second.</summary>
    /// <param name="at">When, from the start.</param>
    /// <param name="count">How many were counted since the start.</param>
    /// <param name="enough">How many the window must have; while there are fewer it reaches back to the start. At least 1.</param>
    public double At(TimeSpan at, long count, long enough)
    {
        while (_readings.TryPeek(out var next) && at - next.At >= _shortest && count - next.Count >= enough)
            _from = _readings.Dequeue();
        if (count > _last)
            _readings.Enqueue((at, count));
        _last = count;
        return (count - _from.Count) / Math.Max((at - _from.At).TotalSeconds, 1e-9);
    }
}
