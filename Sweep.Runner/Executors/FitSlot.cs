using Sweep.Runner.Objectives;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Executors;

/// <summary>A fit and the worker that runs it. It ends once: by its worker, or by whoever has waited for it too long.</summary>
/// <param name="worker">The worker's number, from 0.</param>
/// <param name="number">The fit's number.</param>
/// <param name="trial">The number of its trial.</param>
/// <param name="configuration">What is tried.</param>
/// <param name="fold">What it is tried on.</param>
/// <param name="left">Ends when the worker does.</param>
/// <param name="attempts">Attempts that were made before.</param>
internal sealed class FitSlot(int worker, long number, long trial, Configuration configuration, StudyFold fold, TaskCompletionSource left, int attempts)
{
    private int _ended;

    /// <summary>The worker's number, from 0.</summary>
    public int Worker => worker;

    /// <summary>The fit's number.</summary>
    public long Number => number;

    /// <summary>The number of its trial.</summary>
    public long Trial => trial;

    /// <summary>What is tried.</summary>
    public Configuration Configuration => configuration;

    /// <summary>What it is tried on.</summary>
    public StudyFold Fold => fold;

    /// <summary>The present attempt, from 1.</summary>
    public int Attempt { get; private set; } = attempts;

    /// <summary>When the present attempt was started, as a timestamp.</summary>
    public long Started { get; private set; }

    /// <summary>What the present attempt has reported; null before the first.</summary>
    public FitReporter? Reporter { get; set; }

    /// <summary>When it was first seen that the study had been stopped, as a timestamp.</summary>
    public long? StopSeen { get; set; }

    /// <summary>Whether an attempt is under way; between two of them the worker waits.</summary>
    public bool Trying { get; private set; }

    /// <summary>Begins another attempt.</summary>
    public void Begin(long now) => (Attempt, Started, Trying) = (Attempt + 1, now, true);

    /// <summary>Ends the attempt.</summary>
    public void Rest() => Trying = false;

    /// <summary>Claims the right to say how the fit ended.</summary>
    public bool TryEnd() => Interlocked.Exchange(ref _ended, 1) == 0;

    /// <summary>Waits no longer for the worker.</summary>
    public void Leave() => left.TrySetResult();
}
