using Sweep.Core.Contracts;

namespace Sweep.Core.Optimizers;

/// <summary>The optimizers that a study file can name.</summary>
public static class UpdateRules
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<IOptimizer> Catalog { get; } = new Catalog<IOptimizer>("optimizer")
        .Add<Adafactor>("adafactor")
        .Add<Adagrad>("adagrad")
        .Add<Adam>("adam")
        .Add<Lamb>("lamb")
        .Add<Lars>("lars")
        .Add<Lbfgs>("lbfgs")
        .Add<Momentum>("momentum")
        .Add<Muon>("muon")
        .Add<Nesterov>("nesterov")
        .Add<RmsProp>("rmsprop")
        .Add<Rprop>("rprop")
        .Add<ScheduleFreeAdamW>("schedule_free_adamw")
        .Add<ScheduleFreeSgd>("schedule_free_sgd")
        .Add<Sgd>("sgd");
}
