namespace Sweep.Runner.Results;

/// <summary>How a fit, and with its fits a trial, ended.</summary>
public enum FitState
{
    /// <summary>It went to its end.</summary>
    Completed,

    /// <summary>It blew up: a result, ranked last, and no error.</summary>
    Diverged,

    /// <summary>It threw; the error is kept.</summary>
    Failed,
}
