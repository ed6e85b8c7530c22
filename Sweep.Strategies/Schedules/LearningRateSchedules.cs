using Sweep.Core.Contracts;

namespace Sweep.Strategies.Schedules;

/// <summary>The schedules that a study file can name.</summary>
public static class LearningRateSchedules
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ISchedule> Catalog { get; } = new Catalog<ISchedule>("schedule")
        .Add<Constant>("constant")
        .Add<Cosine>("cosine", Torch(() => new Cosine { Periodic = true }), Keras(() => new Cosine()))
        .Add<CosineRestarts>("cosine_restarts", Torch(Plain<CosineRestarts>), Keras(() => Plain<CosineRestarts>() with { Growth = 2 }))
        .Add<Cyclical>("cyclical", Torch(() => new Cyclical { Rise = TrainingLength.Steps(2000), LowestMomentum = 0.8, HighestMomentum = 0.9 }))
        .Add<Exponential>("exponential", Torch(() => Plain<Exponential>() with { Staircase = true }), Keras(Plain<Exponential>))
        .Add<InverseSquareRoot>("inverse_square_root")
        .Add<InverseTime>("inverse_time", Keras(() => new InverseTime()))
        .Add<Linear>("linear", Torch(() => new Linear { Start = 1 / 3.0, End = 1, Length = TrainingLength.Epochs(5) }))
        .Add<MultiStep>("multi_step", Torch(Plain<MultiStep>), Keras(() => Plain<MultiStep>() with { Inclusive = true }))
        .Add<OneCycle>(
            "one_cycle",
            Torch(() => new OneCycle { LowestMomentum = 0.85, HighestMomentum = 0.95 }),
            new("fastai", () => new OneCycle { End = 1e-5, Rise = 0.25, ReachesEnd = false, LowestMomentum = 0.85, HighestMomentum = 0.95 }))
        .Add<Polynomial>("polynomial", Torch(() => new Polynomial { Length = TrainingLength.Epochs(5) }), Keras(() => new Polynomial { End = 1e-4 }))
        .Add<Product>("product", Torch(Plain<Product>))
        .Add<ReduceOnPlateau>("reduce_on_plateau", Torch(() => new ReduceOnPlateau()), Keras(() => new ReduceOnPlateau { AtPatience = true, Relative = false, LeastChange = 0 }))
        .Add<Sequence>("sequence", Torch(Plain<Sequence>))
        .Add<Step>("step", Torch(Plain<Step>))
        .Add<WarmUp>(
            "warm_up",
            Torch(() => new WarmUp { Length = TrainingLength.Epochs(5), Start = 1 / 3.0 }),
            Keras(() => Plain<WarmUp>() with { Start = 0, Then = new Cosine() }))
        .Add<WarmUpStableDecay>("warm_up_stable_decay");

    // With its defaults; what it requires is for the study file to give.
    private static T Plain<T>()
        where T : class, ISchedule => Activator.CreateInstance<T>();

    private static Preset<ISchedule> Torch(Func<ISchedule> create) => new("torch", create);

    private static Preset<ISchedule> Keras(Func<ISchedule> create) => new("keras", create);
}
