using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>Where a training stands between two steps: all that a continued one needs to end with the same bits.</summary>
/// <remarks>Batch orders are not in it: they follow from the plan and the number of the epoch.</remarks>
public sealed record TrainingCheckpoint
{
    /// <summary>The plan that it belongs to, a line for each thing that decides what the training does.</summary>
    public required string Plan { get; init; }

    /// <summary>The epochs that have ended, in order.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>The epoch under way, from 0.</summary>
    public int Epoch => Epochs.Count;

    /// <summary>Updates made so far.</summary>
    public required long Step { get; init; }

    /// <summary>Batches looked at so far: what layers draw depends on it.</summary>
    public required long Batches { get; init; }

    /// <summary>Training rows of the epoch under way that have been used.</summary>
    public required int RowsSeen { get; init; }

    /// <summary>The sum of the losses of these rows.</summary>
    public required double LossSum { get; init; }

    /// <summary>The mean loss before training, which divergence is measured by.</summary>
    public required double LossAtStart { get; init; }

    /// <summary>The learning rate of the last step of this epoch; 0 before the first one.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The Euclidean norm of the last update's gradient, which an epoch reports.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The step at which a loss or a gradient was no longer finite, if there was one: only the validation of the epoch is left.</summary>
    public long? DivergedAtStep { get; init; }

    /// <summary>By what it was noticed.</summary>
    public DivergenceReason? DivergedBy { get; init; }

    /// <summary>How long the epoch under way has taken.</summary>
    public required TimeSpan EpochDuration { get; init; }

    /// <summary>The weights.</summary>
    public required ReadOnlyMemory<float> Weights { get; init; }

    /// <summary>What layers have learned without a gradient.</summary>
    public required ReadOnlyMemory<float> Statistics { get; init; }

    /// <summary>What the optimizer remembers.</summary>
    public required OptimizerSnapshot Optimizer { get; init; }

    /// <summary>The best epoch's weights, as early stopping sees it, if there was one.</summary>
    public WeightSnapshot? Best { get; init; }

    /// <summary>The average of the weights, if the plan has one.</summary>
    public WeightSnapshot? Average { get; init; }

    /// <summary>How many weights the average has taken in.</summary>
    public long Averaged { get; init; }

    /// <summary>The updates that were noted, as <see cref="TrainingResult.StepCurve"/> has them.</summary>
    public ReadOnlyMemory<double> StepCurve { get; init; }

    /// <summary>Reads a checkpoint, which must fill the rest of the stream.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, of another version, damaged or cut off. Nothing has been believed.</exception>
    public static TrainingCheckpoint Read(Stream stream) => CheckpointFile.Read(stream);

    /// <summary>Writes the checkpoint. The same checkpoint gives the same bytes.</summary>
    public void Write(Stream stream) => CheckpointFile.Write(this, stream);

    /// <summary>Makes sure that a plan can be continued from here.</summary>
    /// <exception cref="InvalidDataException">The checkpoint belongs to another plan.</exception>
    public void Require(TrainingPlan plan)
    {
        string[] here = Plan.Split('\n'), there = PlanText.Of(plan).Split('\n');
        for (int line = 0; line < Math.Max(here.Length, there.Length); line++)
        {
            string was = here.ElementAtOrDefault(line) ?? "", isNow = there.ElementAtOrDefault(line) ?? "";
            if (was != isNow)
                throw new InvalidDataException(
                    $"The checkpoint belongs to another plan: it has \"{was}\" where this one has \"{isNow}\". "
                    + "Train this plan from the start, or from a checkpoint of its own.");
        }

        int weights = plan.Network.WeightCount, rows = plan.Fold.Training.Length;
        bool counts = RowsSeen >= 0 && RowsSeen <= rows && Epoch < plan.Epochs && Step >= 0 && Optimizer.Step == Step && Batches >= Step
            && Averaged >= 0 && StepCurve.Length % Training.StepCurve.Columns == 0;
        bool sizes = new WeightSnapshot(Weights, Statistics).Fits(plan.Network) && Average?.Fits(plan.Network) != false && Best?.Fits(plan.Network) != false
            && Average is null == plan.Average is null && (Best is null || plan.EarlyStopping is not null);
        if (!counts || !sizes)
            throw new InvalidDataException(
                $"The checkpoint contradicts its plan of {weights} weights, {rows} training rows and {plan.Epochs} epochs. "
                + "Train this plan from the start.");
    }
}
