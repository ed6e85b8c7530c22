using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>Carries out training plans one after another, reusing its memory. It belongs to one thread.</summary>
public sealed class Trainer
{
    private readonly TimeProvider _time;
    private readonly Evaluation _evaluation = new();
    private Learner? _learner;

    /// <summary>Makes a trainer.</summary>
    /// <param name="time">Measures how long epochs take and when checkpoints are due; results do not depend on it.</param>
    public Trainer(TimeProvider time) => _time = time;

    /// <summary>Trains from new weights to the end of the plan, or to divergence.</summary>
    /// <exception cref="OperationCanceledException">
    /// Cancellation was asked for; it is looked at before each step, and every few rows of an evaluation.
    /// </exception>
    public TrainingResult Fit(TrainingPlan plan, CancellationToken cancellation) => Fit(plan, TrainingWatch.None, cancellation);

    /// <summary>Trains to the end of the plan, to divergence, or to where the watch stops it; from new weights or from a checkpoint.</summary>
    /// <exception cref="ArgumentException">The optimizer needs all rows in a batch, as they are, and the plan's batches have fewer or their gradient is clipped; or it tries points, and the plan stops early or averages weights; or it takes no momentum, and the schedule sets one; or the schedule's settings do not go together.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from belongs to another plan.</exception>
    /// <inheritdoc cref="Fit(TrainingPlan, CancellationToken)"/>
    public TrainingResult Fit(TrainingPlan plan, TrainingWatch watch, CancellationToken cancellation)
    {
        int rows = plan.Fold.Training.Length;
        plan.RequireWhatItsOptimizerNeeds();
        if (plan.Optimizer.TriesPoints && (plan.EarlyStopping is not null || plan.Average is not null))
        {
            throw new ArgumentException(
                $"{plan.Optimizer.GetType().Name} stays where it is for the epochs of a search, and the plan stops early or averages over them. Leave EarlyStopping and Average out.",
                nameof(plan));
        }
        plan.Schedule.Require();
        if (plan.Schedule.CyclesMomentum && plan.Optimizer is not ITakesMomentum)
        {
            throw new ArgumentException(
                $"The schedule cycles momentum, and {plan.Optimizer.GetType().Name} has none that it could set. Leave LowestMomentum and HighestMomentum out, or take another optimizer.",
                nameof(plan));
        }
        int capacity = Math.Max(plan.BatchSize.Of(rows), Evaluation.Rows);
        if (_learner is null || _learner.Network != plan.Network || _learner.Capacity < capacity)
            _learner = new Learner(plan.Network, capacity);
        return new TrainingRun(plan, watch, _learner, _evaluation, _time, cancellation).ToTheEnd();
    }
}
