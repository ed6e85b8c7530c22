using Sweep.Core.Training;

namespace Sweep.Strategies.RangeTest;

/// <summary>Carries out replicates of range tests one after another, reusing its memory. It belongs to one thread.</summary>
/// <remarks>
/// It trains a network of its own: nothing of a training under way is touched. Initial weights, batch order, layers' numbers and measured rows follow from
/// the plan's seed and fold and the number of the replicate alone, so that all optimizers meet the same ones, and replicates may run side by side.
/// </remarks>
public sealed class RangeTester
{
    private Learner? _learner;

    /// <summary>Carries out one replicate, from new weights.</summary>
    /// <param name="options">What is tried.</param>
    /// <param name="plan">What is trained, and how. Its learning rate, schedule, epochs, average and early stopping play no part.</param>
    /// <param name="replicate">The number of the replicate, from 0.</param>
    /// <param name="cancellation">Looked at before each update.</param>
    /// <exception cref="ArgumentException">The optimizer needs all rows in a batch, as they are, and the plan has it otherwise.</exception>
    public RangeTestReplicate Run(RangeTestOptions options, TrainingPlan plan, int replicate, CancellationToken cancellation) =>
        Run(options, plan, from: null, replicate, cancellation);

    /// <summary>Carries out one replicate, from where a training stands: with its weights, its statistics and its optimizer's memory.</summary>
    /// <param name="options">What is tried.</param>
    /// <param name="plan">What is trained, and how.</param>
    /// <param name="from">Where the training stands, of this plan; null: at its start.</param>
    /// <param name="replicate">The number of the replicate, from 0.</param>
    /// <param name="cancellation">Looked at before each update.</param>
    /// <exception cref="InvalidDataException">The checkpoint belongs to another plan.</exception>
    /// <inheritdoc cref="Run(RangeTestOptions, TrainingPlan, int, CancellationToken)"/>
    public RangeTestReplicate Run(RangeTestOptions options, TrainingPlan plan, TrainingCheckpoint? from, int replicate, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replicate);
        plan.RequireWhatItsOptimizerNeeds();
        from?.Require(plan);

        int capacity = Math.Max(plan.BatchSize.Of(plan.Fold.Training.Length), ReplicateRun.RowsAtOnce);
        if (_learner is null || _learner.Network != plan.Network || _learner.Capacity < capacity)
            _learner = new Learner(plan.Network, capacity);
        return new ReplicateRun(options, plan, from, replicate, _learner, cancellation).ToTheEnd();
    }
}
