using Sweep.Core.Contracts;

namespace Sweep.Core.Optimizers;

/// <summary>The optimizers that a study file can name.</summary>
public static class UpdateRules
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<IOptimizer> Catalog { get; } = new Catalog<IOptimizer>("optimizer")
        .Add<Adadelta>("adadelta", Torch<Adadelta>(), Keras(() => Adadelta.Keras))
        .Add<Adafactor>("adafactor")
        .Add<Adagrad>("adagrad", Torch<Adagrad>(), Keras(() => Adagrad.Keras))
        .Add<Adam>("adam", Torch<Adam>(), Keras(() => Adam.Keras))
        .Add<Adamax>("adamax", Torch<Adamax>(), Keras(() => Adamax.Keras))
        .Add<AdamW>("adamw", Torch<AdamW>(), Keras(() => AdamW.Keras))
        .Add<AmsGrad>("amsgrad", Torch<AmsGrad>(), Keras(() => AmsGrad.Keras))
        .Add<Lamb>("lamb")
        .Add<Lars>("lars")
        .Add<Lbfgs>("lbfgs", Torch<Lbfgs>())
        .Add<Lion>("lion", Keras(() => new Lion()))
        .Add<Momentum>("momentum", Torch<Momentum>(), Keras(() => Momentum.Keras))
        .Add<Muon>("muon")
        .Add<NAdam>("nadam", Torch<NAdam>(), Keras(() => NAdam.Keras))
        .Add<Nesterov>("nesterov", Torch<Nesterov>(), Keras(() => Nesterov.Keras))
        .Add<RAdam>("radam", Torch<RAdam>())
        .Add<RmsProp>("rmsprop", Torch<RmsProp>(), Keras(() => RmsProp.Keras))
        .Add<Rprop>("rprop", Torch<Rprop>())
        .Add<ScheduleFreeAdamW>("schedule_free_adamw")
        .Add<ScheduleFreeSgd>("schedule_free_sgd")
        .Add<Sgd>("sgd", Torch<Sgd>(), Keras(() => Sgd.Keras));

    // Our defaults are PyTorch's, wherever PyTorch has the optimizer.
    private static Preset<IOptimizer> Torch<T>()
        where T : IOptimizer, new() => new("torch", static () => new T());

    private static Preset<IOptimizer> Keras(Func<IOptimizer> create) => new("keras", create);
}
