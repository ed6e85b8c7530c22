using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

/// <summary>What a training came to, to the last bit, without the time it took.</summary>
internal static class Outcome
{
    public static string Text(TrainingResult result) =>
        $"{result.WeightsDigest} {result.Steps} {result.DivergedAtStep} {result.Stopped} {result.DivergedBy} "
        + $"{result.StoppedEarly} {result.KeptEpoch} {string.Join(' ', result.StepCurve.ToArray().Select(value => $"{value:R}"))}\n{string.Join('\n', result.Epochs.Select(Text))}";

    private static string Text(EpochResult epoch) =>
        $"{epoch.Epoch} {epoch.Step} {epoch.LearningRate:R} {epoch.TrainLoss:R} {epoch.ValidationLoss:R} "
        + $"{string.Join(' ', epoch.Metrics.Select(metric => $"{metric:R}"))} {epoch.GradientNorm:R} {epoch.Monitored:R}";
}
