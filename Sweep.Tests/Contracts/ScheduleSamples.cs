using Sweep.Core.Contracts;
using Sweep.Strategies.Schedules;

namespace Sweep.Tests.Contracts;

/// <summary>Every listed schedule and preset, with what it requires, as it is and inside others.</summary>
internal static class ScheduleSamples
{
    /// <summary>The name that a theory shows, and the schedule.</summary>
    public static readonly IReadOnlyDictionary<string, ISchedule> All = Make();

    /// <summary>A schedule of the catalog, or a preset of it, with what it requires.</summary>
    public static ISchedule Create(string name, string? preset = null)
    {
        var schedule = preset is null ? LearningRateSchedules.Catalog.Create(name) : LearningRateSchedules.Catalog.Create(name, preset);
        return schedule switch
        {
            CosineRestarts restarts => restarts with { Period = TrainingLength.Share(0.2) },
            Exponential exponential => exponential with { Factor = 0.9 },
            MultiStep steps => steps with { Boundaries = [TrainingLength.Share(0.25), TrainingLength.Share(0.75)] },
            Product product => product with { Schedules = [new Cyclical(), new Cosine()] },
            Sequence sequence => sequence with { Schedules = [new Linear(), new Cyclical(), new Cosine()], Boundaries = [TrainingLength.Share(0.1), TrainingLength.Share(0.5)] },
            Step step => step with { Every = TrainingLength.Epochs(2) },
            WarmUp warmUp => warmUp with { Length = TrainingLength.Share(0.1) },
            _ => schedule,
        };
    }

    /// <summary>A course that gets better, worse, and breaks.</summary>
    public static MonitoredCourse Course(int epochs)
    {
        var course = new MonitoredCourse(moreIsBetter: false);
        for (int epoch = 0; epoch < epochs; epoch++)
            course.Add(epoch % 17 == 5 ? double.NaN : 1 / (1 + 0.1 * Math.Min(epoch, 20)));
        return course;
    }

    private static Dictionary<string, ISchedule> Make()
    {
        var samples = new Dictionary<string, ISchedule>();
        foreach (string name in LearningRateSchedules.Catalog.Names)
        {
            Add(name, Create(name));
            foreach (string preset in LearningRateSchedules.Catalog.PresetsOf(name))
                Add($"{name} {preset}", Create(name, preset));
        }
        foreach (var shape in Enum.GetValues<CycleShape>())
            Add($"cyclical {shape}", new Cyclical { Shape = shape, Factor = 0.99, Fall = TrainingLength.Steps(3), Floor = 0 });
        foreach (var shape in Enum.GetValues<WarmUpShape>())
            Add($"warm_up {shape}", new WarmUp { Length = TrainingLength.Steps(7), Shape = shape, Start = 0.1 });
        foreach (var shape in Enum.GetValues<DecayShape>())
            Add($"warm_up_stable_decay {shape}", new WarmUpStableDecay { Shape = shape, End = 0.1 });
        foreach (double rise in new[] { 0, 0.1, 0.5 })
        {
            Add($"one_cycle of three phases, {rise}", new OneCycle { ThreePhases = true, Rise = rise, Shape = OneCycleShape.Linear, LowestMomentum = 0, HighestMomentum = 0.99 });
            Add($"one_cycle of two phases, {1 - rise}", new OneCycle { Rise = 1 - rise, ReachesEnd = false });
        }
        Add("polynomial cycles", new Polynomial { Cycle = true, Length = TrainingLength.Steps(4), Power = 0.5 });
        Add("cosine_restarts grow", new CosineRestarts { Period = TrainingLength.Steps(1), Growth = 1.3, PeakFactor = 0.5, Floor = 0.1 });
        Add("lengths of nothing", new Product { Schedules = [new Linear { Length = default }, new Cosine { Length = default, Periodic = true }, new WarmUp { Length = default }, new Polynomial { Length = default, Cycle = true }] });
        Add("lengths of next to nothing", new Product
        {
            Schedules =
            [
                new Exponential { Factor = 0.5, Every = TrainingLength.Share(1e-300) }, new InverseTime { Every = TrainingLength.Steps(1e-300), Staircase = true },
                new Step { Every = TrainingLength.Share(1e-9) }, new CosineRestarts { Period = TrainingLength.Share(1e-9), Growth = 2 },
            ],
        });
        Add("lengths beyond the training", new Sequence
        {
            Schedules = [new WarmUp { Length = TrainingLength.Steps(1e300), Then = new OneCycle() }, new WarmUpStableDecay { WarmUp = TrainingLength.Epochs(1e300) }],
            Boundaries = [TrainingLength.Epochs(1e10)],
        });
        return samples;

        void Add(string name, ISchedule schedule)
        {
            samples.Add(name, schedule);
            samples.Add($"{name}, after a warm-up", new WarmUp { Length = TrainingLength.Epochs(1), Then = schedule });
            samples.Add($"{name}, in the middle", new Sequence
            {
                Schedules = [new Constant(), schedule, new Constant()],
                Boundaries = [TrainingLength.Share(0.2), TrainingLength.Share(0.8)],
            });
        }
    }
}
