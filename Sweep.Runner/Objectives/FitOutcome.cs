using Sweep.Core.Training;

namespace Sweep.Runner.Objectives;

/// <summary>How a fit ended, and what it was worth.</summary>
public sealed record FitOutcome
{
    /// <summary>How it ended.</summary>
    public required FitState State { get; init; }

    /// <summary>The value of the study's metric at the end; NaN where there is none.</summary>
    public double Score { get; init; } = double.NaN;

    /// <summary>Updates made, where that is known.</summary>
    public long Steps { get; init; }

    /// <summary>The step, from 1, at which divergence was noticed.</summary>
    public long? DivergedAtStep { get; init; }

    /// <summary>By what it was noticed, where that is known.</summary>
    public DivergenceReason? DivergedBy { get; init; }

    /// <summary>The epoch, from 1, that the score is of; null: the last one.</summary>
    public int? KeptEpoch { get; init; }

    /// <summary>Whether the fit ended by itself before its last epoch, as it no longer got better.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>Single updates, where they are to be kept: step, learning rate, loss and gradient norm, one after another.</summary>
    public ReadOnlyMemory<double> StepCurve { get; init; }

    /// <summary>SHA-256 of the final weights, in hexadecimal, where there are any.</summary>
    public string? WeightsDigest { get; init; }

    /// <summary>What went wrong with a failed fit.</summary>
    public string? Error { get; init; }

    /// <summary>Whether another attempt might end better: only then is one made.</summary>
    public bool Transient { get; init; }

    /// <summary>A fit that went to its end.</summary>
    public static FitOutcome Completed(double score) => new() { State = FitState.Completed, Score = score };

    /// <summary>A fit that was stopped early.</summary>
    public static FitOutcome Pruned(double score) => new() { State = FitState.Pruned, Score = score };

    /// <summary>A fit that could not be carried out.</summary>
    public static FitOutcome Failed(string error, bool transient = false) => new() { State = FitState.Failed, Error = error, Transient = transient };
}
