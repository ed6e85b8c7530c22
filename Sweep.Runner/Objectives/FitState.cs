namespace Sweep.Runner.Objectives;

/// <summary>How a fit, and with its fits a trial, ended. A trial ends as the worst of its fits; worse comes later.</summary>
public enum FitState
{
    /// <summary>It went to its end.</summary>
    Completed,

    /// <summary>It was stopped early, as earlier fits on the same fold did better.</summary>
    Pruned,

    /// <summary>It blew up: a result, ranked last, and no error.</summary>
    Diverged,

    /// <summary>It threw, died or did not end in time; the error is kept.</summary>
    Failed,
}
