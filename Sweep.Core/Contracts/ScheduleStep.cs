namespace Sweep.Core.Contracts;

/// <summary>Where a run stands when it asks for a learning rate.</summary>
/// <param name="Step">The update about to be made, from 0.</param>
/// <param name="Steps">Updates of the whole run.</param>
/// <param name="StepsPerEpoch">Updates of one epoch.</param>
public readonly record struct ScheduleStep(long Step, long Steps, long StepsPerEpoch)
{
    /// <summary>The epoch under way, from 0.</summary>
    public long Epoch => Step / StepsPerEpoch;

    /// <summary>Share of the run that lies behind, in [0, 1).</summary>
    public double Progress => (double)Step / Steps;
}
