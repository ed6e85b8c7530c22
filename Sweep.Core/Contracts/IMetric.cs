namespace Sweep.Core.Contracts;

/// <summary>A number that tells how good predictions are. It judges; a loss teaches.</summary>
public interface IMetric
{
    /// <summary>The value that nothing can be worse than; infinite where there is none.</summary>
    double Worst { get; }

    /// <summary>The value of perfect predictions.</summary>
    double Best { get; }

    /// <summary>Whether the metric has a meaning for such a target.</summary>
    bool Judges(TargetKind target);

    /// <summary>Makes a tally, which has seen nothing yet.</summary>
    /// <param name="outputs">Columns of predictions and targets.</param>
    ITally NewTally(int outputs);
}
