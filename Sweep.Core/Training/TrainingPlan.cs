using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Core.Training;

/// <summary>Everything that decides what one fit does: with the same plan it gives the same bits, anywhere.</summary>
public sealed record TrainingPlan
{
    /// <summary>The rows.</summary>
    public required Dataset Data { get; init; }

    /// <summary>Which of them to learn from, and which to judge by.</summary>
    public required Fold Fold { get; init; }

    /// <summary>Brings features to a common scale; fitted on the training rows of the fold.</summary>
    public required Standardizer Scaler { get; init; }

    /// <summary>What is trained.</summary>
    public required Network Network { get; init; }

    /// <summary>What training makes small.</summary>
    public required ILoss Loss { get; init; }

    /// <summary>What is measured on the validation rows after each epoch, in this order.</summary>
    public required IReadOnlyList<IMetric> Metrics { get; init; }

    /// <summary>How weights move.</summary>
    public required IOptimizer Optimizer { get; init; }

    /// <summary>The peak learning rate. Above 0.</summary>
    public required double LearningRate { get; init => field = Check.Positive(value); }

    /// <summary>The share of the peak that each step uses. One that cycles momentum needs an optimizer that <see cref="ITakesMomentum"/>; one that goes by the training's course sees what early stopping does, or would see.</summary>
    public required ISchedule Schedule { get; init; }

    /// <summary>Rows of a step; the last step of an epoch takes what is left.</summary>
    public required BatchSize BatchSize { get; init; }

    /// <summary>Passes over the training rows. At least 1.</summary>
    public required int Epochs { get; init => field = Check.AtLeast(1, value); }

    /// <summary>Batches that make one update, with their mean gradient; the last update of an epoch takes what is left. At least 1.</summary>
    public int Accumulation { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>Updates of one epoch.</summary>
    public int StepsPerEpoch
    {
        get
        {
            int rows = Fold.Training.Length, batch = BatchSize.Of(rows), batches = (rows + batch - 1) / batch;
            return (batches + Accumulation - 1) / Accumulation;
        }
    }

    /// <summary>How gradients are clipped; null: not at all.</summary>
    public Clipping? Clipping { get; init; }

    /// <summary>Which mean of the weights is judged and kept; null: the weights as they are.</summary>
    public IWeightAverage? Average { get; init; }

    /// <summary>
    /// Ends the training when it no longer gets better; null: it goes to its last epoch. It looks at the rows that the fold holds back; where there are
    /// none, at the validation rows, and what these say of the best epoch is then on the optimistic side.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>The first update is noted with its loss and gradient norm, and every so many after it; 0 notes none.</summary>
    public int StepCurve { get; init => field = Check.AtLeast(0, value); }

    /// <summary>
    /// The fit counts as diverged once the mean loss of an epoch is above this multiple of the loss before training; where that is below 0, once it has
    /// risen by its size times this − 1, which comes to the same above 0. Above 1.
    /// </summary>
    public double DivergenceFactor { get; init => field = Check.Above(1, value); } = 1000;

    /// <summary>The study's seed, or that of a further training on the same rows. With repeat and fold it decides initial weights and batch order, and nothing else does.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The repeat, from 0.</summary>
    public required int Repeat { get; init; }

    /// <summary>The fold's number in its repeat, from 0.</summary>
    public required int FoldNumber { get; init; }

    /// <summary>Makes sure that the optimizer gets the gradient that it has a meaning for.</summary>
    /// <exception cref="ArgumentException">The optimizer needs all rows in a batch, as they are, and the plan's batches have fewer or their gradient is clipped.</exception>
    public void RequireWhatItsOptimizerNeeds()
    {
        int rows = Fold.Training.Length;
        if (Optimizer.NeedsAllRows && BatchSize.Of(rows) < rows)
            throw new ArgumentException($"{Optimizer.GetType().Name} needs all {rows} training rows in a batch; got BatchSize {BatchSize}. Use BatchSize.All.");
        if (Optimizer.NeedsAllRows && Clipping is not null)
            throw new ArgumentException($"{Optimizer.GetType().Name} needs the gradient as it is, and the plan clips it. Leave Clipping out.");
    }
}
