namespace Sweep.Core.Contracts;

/// <summary>The learning rate as a function of the step: a pure closed form, asked in any order.</summary>
public interface ISchedule
{
    /// <summary>Share of the peak learning rate that a step uses; finite and at least 0.</summary>
    double FactorAt(in ScheduleStep at);
}
