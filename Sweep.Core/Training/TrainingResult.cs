namespace Sweep.Core.Training;

/// <summary>What came out of one fit.</summary>
/// <param name="Epochs">The epochs in order. A diverged fit ends with the one in which it blew up, as far as it went.</param>
/// <param name="Steps">Updates made.</param>
/// <param name="DivergedAtStep">The step, from 1, at which divergence was noticed; null where training went its way. A step whose loss or
/// gradient is not finite makes no update.</param>
/// <param name="WeightsDigest">SHA-256 of the final weights, those that the optimizer ships, in hexadecimal: two fits with the same digest learned the same.</param>
/// <param name="Stopped">Whether <see cref="TrainingWatch.AfterEpoch"/> asked to stop after the last of the epochs.</param>
public sealed record TrainingResult(
    IReadOnlyList<EpochResult> Epochs, long Steps, long? DivergedAtStep, string WeightsDigest, bool Stopped = false)
{
    /// <summary>The final weights, layer by layer as the network has them.</summary>
    public ReadOnlyMemory<float> Weights { get; init; }

    /// <summary>By what divergence was noticed; null where training went its way.</summary>
    public DivergenceReason? DivergedBy { get; init; }

    /// <summary>Whether early stopping ended the training before its last epoch.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>The epoch, from 1, whose weights are the final ones: the last, unless early stopping went back to a better one.</summary>
    public int KeptEpoch { get; init; } = Epochs.Count;

    /// <summary>
    /// The updates that the plan wanted noted, four numbers each: step, from 1, learning rate, loss before the update, and Euclidean norm of the gradient
    /// before clipping. The step at which a loss or a gradient was not finite is the last of them.
    /// </summary>
    public ReadOnlyMemory<double> StepCurve { get; init; }
}
