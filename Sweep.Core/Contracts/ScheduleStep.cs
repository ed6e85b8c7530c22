namespace Sweep.Core.Contracts;

/// <summary>Where a run stands when it asks for a learning rate.</summary>
/// <param name="Step">The update about to be made, from 0.</param>
/// <param name="Steps">Updates of the whole run.</param>
/// <param name="StepsPerEpoch">Updates of one epoch.</param>
public readonly record struct ScheduleStep(long Step, long Steps, long StepsPerEpoch)
{
    /// <summary>Updates before the one that counts as the first here: a schedule inside another counts from where its part begins.</summary>
    public long Before { get; init; }

    /// <summary>How the training has done so far; null: nothing has been seen.</summary>
    public MonitoredCourse? Course { get; init; }

    /// <summary>The epoch under way, from 0.</summary>
    public long Epoch => Step / StepsPerEpoch;

    /// <summary>Share of the run that lies behind, in [0, 1).</summary>
    public double Progress => (double)Step / Steps;

    /// <summary>The same step as a part of the run sees it that goes from one step to before another.</summary>
    public ScheduleStep Part(long start, long end) => this with { Step = Step - start, Steps = Math.Max(1, end - start), Before = Before + start };
}
