namespace Sweep.Runner.Executors;

/// <summary>Why a run of a study ended.</summary>
public enum StopReason
{
    /// <summary>Every fit has a result.</summary>
    Done,

    /// <summary>What was asked for has been run; other fits of the study still have no result.</summary>
    Unfinished,

    /// <summary>Somebody asked for it.</summary>
    Interrupted,

    /// <summary>The study's time was up.</summary>
    TimeLimit,

    /// <summary>Too many fits failed.</summary>
    MaxFailures,

    /// <summary>Every attempt failed.</summary>
    Hopeless,
}
