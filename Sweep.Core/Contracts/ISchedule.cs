namespace Sweep.Core.Contracts;

/// <summary>The learning rate as a function of the step: a pure closed form, asked in any order.</summary>
public interface ISchedule
{
    /// <summary>Whether <see cref="MomentumAt"/> has an answer at some step. The optimizer must be one that <see cref="ITakesMomentum"/>.</summary>
    bool CyclesMomentum => false;

    /// <summary>Whether it goes by how the training does: it is told in <see cref="ScheduleStep.Course"/>.</summary>
    bool WatchesCourse => false;

    /// <summary>Share of the peak learning rate that a step uses; finite and at least 0.</summary>
    /// <exception cref="ArgumentException">The settings do not go together in such a training; the message says which.</exception>
    double FactorAt(in ScheduleStep at);

    /// <summary>The momentum of a step, in [0, 1); null where it is the optimizer's own.</summary>
    double? MomentumAt(in ScheduleStep at) => null;

    /// <summary>Makes sure that settings go together, those of schedules inside included, as far as can be told without a training.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which.</exception>
    void Require()
    {
    }
}
