namespace Sweep.Runner.Executors;

/// <summary>Which fits of a study a run is for.</summary>
public enum RunMode
{
    /// <summary>Those that have no result yet, of a study that may be new.</summary>
    Start,

    /// <summary>Those that have no result yet, of a study that has been started.</summary>
    Resume,

    /// <summary>Those that failed, of a study that has been started.</summary>
    RetryFailed,

    /// <summary>All of them, whatever the folder held before.</summary>
    Replace,
}
