using Sweep.Core.Contracts;

namespace Sweep.Strategies.Validation;

/// <summary>The kinds of validation that a study file can name.</summary>
public static class Splitters
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ISplitter> Catalog { get; } = new Catalog<ISplitter>("kind of validation")
        .Add<HoldOut>("hold_out")
        .Add<KFold>("k_fold")
        .Add<StratifiedKFold>("stratified_k_fold");
}
