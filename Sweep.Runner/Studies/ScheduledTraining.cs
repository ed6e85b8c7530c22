using System.Collections;
using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Schedules;

namespace Sweep.Runner.Studies;

/// <summary>A schedule, and the length of the trainings that it is for.</summary>
/// <param name="Name">What a study calls it; its kind, where it has no name of its own.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="Epochs">Passes over the training rows.</param>
/// <param name="StepsPerEpoch">Updates of each of them.</param>
internal sealed record ScheduledTraining(string Name, ISchedule Schedule, int Epochs, int StepsPerEpoch)
{
    // A random search may have as many as it has trials.
    private const int MostTrials = 10_000;
    private const int MostLookedAt = 10_000;

    /// <summary>Updates of a training.</summary>
    public long Steps => (long)Epochs * StepsPerEpoch;

    /// <summary>The schedule as a study file would have it.</summary>
    public string Text => ComponentSettings.Text(Schedule);

    /// <summary>How long a training is, in words.</summary>
    public string Length => string.Create(
        CultureInfo.InvariantCulture, $"{Epochs} epoch{(Epochs == 1 ? "" : "s")} of {StepsPerEpoch} step{(StepsPerEpoch == 1 ? "" : "s")}");

    /// <summary>Whether every step has the same learning rate, as far as it does not go by how the training does. Of many steps some are looked at, the first and the last included.</summary>
    public bool IsConstant
    {
        get
        {
            if (Schedule.WatchesCourse)
                return false;
            double first = Schedule.FactorAt(At(0));
            return Sample(MostLookedAt).All(at => Schedule.FactorAt(at) == first);
        }
    }

    /// <summary>Steps of the training, all of them or so many at even distances, the first and the last included.</summary>
    public IEnumerable<ScheduleStep> Sample(int most)
    {
        long count = Math.Min(Steps, most);
        for (long point = 0; point < count; point++)
            yield return At(count == Steps ? point : (long)((double)point / (count - 1) * (Steps - 1)));
    }

    /// <summary>A length in the schedule, or in one inside of it, that goes beyond the training; null where there is none.</summary>
    public (string Setting, TrainingLength Length)? TooLong() => Lengths(Schedule).Where(each => each.Length.StepsIn(At(0)) > Steps).Select(each => ((string, TrainingLength)?)each).FirstOrDefault();

    private static IEnumerable<(string Setting, TrainingLength Length)> Lengths(object component)
    {
        foreach (var (name, property) in ComponentSettings.Of(component))
        {
            object? value = property.GetValue(component);
            foreach (object? part in value is IEnumerable list ? list.Cast<object?>() : [value])
            {
                if (part is TrainingLength length)
                    yield return (name, length);
                foreach (var inside in part is ISchedule ? Lengths(part) : [])
                    yield return inside;
            }
        }
    }

    /// <summary>A step of the training.</summary>
    /// <param name="step">Which one, from 0.</param>
    public ScheduleStep At(long step) => new(step, Steps, StepsPerEpoch);

    /// <summary>Itself, where the settings of the schedule go together in a training of this length.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which.</exception>
    public ScheduledTraining Required()
    {
        try
        {
            return double.IsFinite(Schedule.FactorAt(At(0)) + Schedule.FactorAt(At(Steps - 1)))
                ? this
                : throw new ArgumentException("the rate must stay finite; it grows beyond all numbers. Let it grow less, or over fewer steps.");
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"the schedule {Text}, in {Length}: {SettingName.InWords(error)}", error);
        }
    }

    /// <summary>The schedules that a study trains with, on its first fold.</summary>
    public static IReadOnlyList<ScheduledTraining> Of(Study study)
    {
        if (study.Objective is not NetworkObjective network)
            return [];
        // What a range test has still to find has a place, and no value.
        study = TestedStudy.Assumed(study);
        var found = new Dictionary<(string, string, int), ScheduledTraining>();
        for (long trial = 0; trial < Math.Min(study.Trials, MostTrials); trial++)
        {
            var configuration = study.Suggest(trial);
            var plan = network.PlanOf(configuration, study.Folds[0], study.Seed);
            string text = ComponentSettings.Text(plan.Schedule);
            string name = configuration[Hyperparameters.Schedule]?.ToString() ?? LearningRateSchedules.Catalog.NameOf(plan.Schedule);
            found.TryAdd((name, text, plan.StepsPerEpoch), new ScheduledTraining(name, plan.Schedule, plan.Epochs, plan.StepsPerEpoch));
        }
        return [.. found.Values];
    }
}
