namespace Sweep.Core.Training;

/// <summary>Looks on while a network is trained: told of every epoch, handed checkpoints. All calls come from the training's thread.</summary>
public sealed record TrainingWatch
{
    /// <summary>Does not look on.</summary>
    public static TrainingWatch None { get; } = new();

    /// <summary>Where an earlier training of the same plan stood; it is continued with the same bits.</summary>
    public TrainingCheckpoint? ResumeFrom { get; init; }

    /// <summary>Told of every epoch that ends in this call, not of those in the checkpoint; false stops the training there.</summary>
    public Func<EpochResult, bool>? AfterEpoch { get; init; }

    /// <summary>
    /// Handed a checkpoint, which is its own copy, whenever one is due, and once more when cancellation is asked for. A training that
    /// is cancelled while the loss before training is measured has nothing to hand.
    /// </summary>
    public Action<TrainingCheckpoint>? Save { get; init; }

    /// <summary>Training time from one checkpoint to the next. At least 0, which saves before every step.</summary>
    public TimeSpan SaveEvery
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(SaveEvery));
            field = value;
        }
    } = TimeSpan.FromMinutes(1);
}
