using Sweep.Core.Contracts;

namespace Sweep.Runner.Executors;

/// <summary>How a study is run. None of it changes a number of its results.</summary>
public sealed record RunOptions
{
    /// <summary>How many fits run side by side. At least 1; more than there are fits are not started.</summary>
    public int Workers { get; init => field = Check.AtLeast(1, value); } = Environment.ProcessorCount;

    /// <summary>Time between two checkpoints of a fit.</summary>
    public TimeSpan CheckpointEvery { get; init => field = Check.Positive(value)!.Value; } = TimeSpan.FromMinutes(1);

    /// <summary>How long fits may take to end once the study is stopped, before they are left behind.</summary>
    public TimeSpan Grace { get; init => field = Check.Positive(value)!.Value; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two readings of the ledger for the parts of the result log.</summary>
    public TimeSpan PartsEvery { get; init => field = Check.Positive(value)!.Value; } = TimeSpan.FromSeconds(10);
}
