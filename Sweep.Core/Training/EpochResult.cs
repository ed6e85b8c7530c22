namespace Sweep.Core.Training;

/// <summary>What was seen at the end of one epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">Updates made so far.</param>
/// <param name="LearningRate">The rate of the last update.</param>
/// <param name="TrainLoss">The loss over the training rows, each taken just before the update that used it.</param>
/// <param name="ValidationLoss">The loss over the validation rows.</param>
/// <param name="Metrics">The plan's metrics over the validation rows, in their order.</param>
/// <param name="GradientNorm">The Euclidean norm of the last update's gradient, before it was clipped.</param>
/// <param name="Duration">How long the epoch took.</param>
public sealed record EpochResult(
    int Epoch,
    long Step,
    double LearningRate,
    double TrainLoss,
    double ValidationLoss,
    IReadOnlyList<double> Metrics,
    double GradientNorm,
    TimeSpan Duration)
{
    /// <summary>The loss or metric that early stopping, or a schedule that goes by the training's course, looks at; NaN where nobody does.</summary>
    public double Monitored { get; init; } = double.NaN;
}
