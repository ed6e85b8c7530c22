using Sweep.Core.Contracts;

namespace Sweep.Runner.Studies;

/// <summary>How long a study may take, and how much trouble it bears. None of it can alter a fit that completes.</summary>
public sealed record StudyLimits
{
    /// <summary>The longest that one attempt of a fit may take; null: no limit.</summary>
    public TimeSpan? FitTime { get; init => field = Check.Positive(value); }

    /// <summary>The longest that a run of the study may take; then it stops, and can be resumed; null: no limit.</summary>
    public TimeSpan? StudyTime { get; init => field = Check.Positive(value); }

    /// <summary>The most memory that each process of a command may ask for; null: no limit.</summary>
    public MemorySize? Memory { get; init; }

    /// <summary>How often a fit is tried again after trouble that may pass.</summary>
    public int Retries { get; init => field = Check.Between(0, 100, value); } = 2;

    /// <summary>The pause before the first retry; each further one is about twice as long.</summary>
    public TimeSpan RetryDelay { get; init => field = Check.Positive(value)!.Value; } = TimeSpan.FromSeconds(1);

    /// <summary>The study stops once so many fits of a run have failed; null: it goes on whatever fails.</summary>
    public int? MaxFailures { get; init => field = value is { } most ? Check.AtLeast(1, most) : null; }

    /// <summary>The study stops once so many attempts in a row, from the first on, have failed: what fails always will not be better tomorrow.</summary>
    public int HopelessAfter { get; init => field = Check.AtLeast(2, value); } = 10;
}
