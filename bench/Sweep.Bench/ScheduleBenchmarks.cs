using BenchmarkDotNet.Attributes;
using Sweep.Core.Contracts;
using Sweep.Strategies.Schedules;

namespace Sweep.Bench;

/// <summary>What each step of a training of 1,000 asks for: every listed schedule, and some inside others. Times are those of one step.</summary>
[MemoryDiagnoser]
public class ScheduleBenchmarks
{
    private const int Steps = 1000, StepsPerEpoch = 50;

    private static readonly Dictionary<string, ISchedule> _nested = new()
    {
        ["warm_up, cosine"] = new WarmUp { Length = TrainingLength.Share(0.1), Then = new Cosine() },
        ["one_cycle, momentum"] = LearningRateSchedules.Catalog.Create("one_cycle", "torch"),
        ["warm_up, sequence"] = new WarmUp
        {
            Length = TrainingLength.Share(0.1),
            Then = new Sequence { Schedules = [new Cosine(), new CosineRestarts { Period = TrainingLength.Epochs(1), Growth = 2 }], Boundaries = [TrainingLength.Share(0.5)] },
        },
        ["one_cycle × plateau"] = new Product { Schedules = [new OneCycle(), new ReduceOnPlateau()] },
    };

    private readonly MonitoredCourse _course = new(moreIsBetter: false);
    private ISchedule _schedule = new Constant();

    public IEnumerable<string> Schedules => [.. LearningRateSchedules.Catalog.Names, .. _nested.Keys];

    [ParamsSource(nameof(Schedules))]
    public string Schedule { get; set; } = "";

    [GlobalSetup]
    public void Make()
    {
        _schedule = _nested.GetValueOrDefault(Schedule) ?? WithRequired(LearningRateSchedules.Catalog.Create(Schedule));
        for (int epoch = 0; epoch < Steps / StepsPerEpoch; epoch++)
            _course.Add(1.0 / (1 + epoch));
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public double Step()
    {
        bool cyclesMomentum = _schedule.CyclesMomentum;
        double sum = 0;
        for (int step = 0; step < Steps; step++)
        {
            var at = new ScheduleStep(step, Steps, StepsPerEpoch) { Course = _course };
            sum += _schedule.FactorAt(at) + (cyclesMomentum ? _schedule.MomentumAt(at)!.Value : 0);
        }
        return sum;
    }

    private static ISchedule WithRequired(ISchedule schedule) => schedule switch
    {
        CosineRestarts restarts => restarts with { Period = TrainingLength.Epochs(2), Growth = 2 },
        Exponential exponential => exponential with { Factor = 0.9 },
        MultiStep steps => steps with { Boundaries = [TrainingLength.Epochs(5), TrainingLength.Epochs(10), TrainingLength.Epochs(15)] },
        Product product => product with { Schedules = [new Cosine(), new Linear()] },
        Sequence sequence => sequence with { Schedules = [new Linear(), new Cosine()], Boundaries = [TrainingLength.Share(0.5)] },
        Step step => step with { Every = TrainingLength.Epochs(2) },
        WarmUp warmUp => warmUp with { Length = TrainingLength.Share(0.1) },
        _ => schedule,
    };
}
