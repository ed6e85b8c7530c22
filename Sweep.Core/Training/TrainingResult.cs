namespace Sweep.Core.Training;

/// <summary>What came out of one fit.</summary>
/// <param name="Epochs">The epochs in order. A diverged fit ends with the one in which it blew up, as far as it went.</param>
/// <param name="Steps">Updates made.</param>
/// <param name="DivergedAtStep">The step, from 1, at which divergence was noticed; null where training went its way. A step whose loss is
/// not finite makes no update.</param>
/// <param name="WeightsDigest">SHA-256 of the final weights, those that the optimizer ships, in hexadecimal: two fits with the same digest learned the same.</param>
/// <param name="Stopped">Whether <see cref="TrainingWatch.AfterEpoch"/> asked to stop after the last of the epochs.</param>
public sealed record TrainingResult(
    IReadOnlyList<EpochResult> Epochs, long Steps, long? DivergedAtStep, string WeightsDigest, bool Stopped = false);
