using Sweep.Core.Training;

namespace Sweep.Tests.Core.Training;

/// <summary>Trainings that are cut off, and go on in a new trainer from what their checkpoint says as bytes.</summary>
internal static class Interrupted
{
    /// <summary>Trains to the end of a plan through several interruptions.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="interruptions">After how many evaluations of the loss each interruption comes.</param>
    /// <param name="afterEpoch">Is told of every epoch.</param>
    public static TrainingResult Fit(TrainingPlan plan, IEnumerable<int> interruptions, Func<EpochResult, bool>? afterEpoch = null)
    {
        TrainingCheckpoint? kept = null;
        foreach (int evaluations in interruptions)
        {
            using var cancellation = new CancellationTokenSource();
            var cutOff = plan with { Loss = new InterruptingLoss(plan.Loss, evaluations, cancellation.Cancel) };
            var watch = new TrainingWatch { ResumeFrom = kept, AfterEpoch = afterEpoch, Save = saved => kept = Copy(saved) };
            try
            {
                return new Trainer(TimeProvider.System).Fit(cutOff, watch, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                // Goes on from what has been kept.
            }
        }
        return new Trainer(TimeProvider.System).Fit(
            plan, new TrainingWatch { ResumeFrom = kept, AfterEpoch = afterEpoch }, CancellationToken.None);
    }

    public static byte[] Bytes(TrainingCheckpoint checkpoint)
    {
        using var stream = new MemoryStream();
        checkpoint.Write(stream);
        return stream.ToArray();
    }

    public static TrainingCheckpoint Read(byte[] bytes) => TrainingCheckpoint.Read(new MemoryStream(bytes));

    public static TrainingCheckpoint Copy(TrainingCheckpoint checkpoint) => Read(Bytes(checkpoint));

    /// <summary>The checkpoints of a training that saves before every step.</summary>
    public static List<TrainingCheckpoint> Checkpoints(TrainingPlan plan)
    {
        var all = new List<TrainingCheckpoint>();
        new Trainer(TimeProvider.System).Fit(
            plan, new TrainingWatch { Save = all.Add, SaveEvery = TimeSpan.Zero }, CancellationToken.None);
        return all;
    }
}
