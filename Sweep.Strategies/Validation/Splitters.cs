using Sweep.Core.Contracts;

namespace Sweep.Strategies.Validation;

/// <summary>The kinds of validation that a study file can name.</summary>
public static class Splitters
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ISplitter> Catalog { get; } = new Catalog<ISplitter>("kind of validation")
        .Add<HoldOut>("hold_out")
        .Add<KFold>("k_fold")
        .Add<StratifiedKFold>("stratified_k_fold")
        .Add<GroupKFold>("group_k_fold")
        .Add<StratifiedGroupKFold>("stratified_group_k_fold")
        .Add<ShuffleSplit>("shuffle_split")
        .Add<StratifiedShuffleSplit>("stratified_shuffle_split")
        .Add<GroupShuffleSplit>("group_shuffle_split")
        .Add<LeaveOneOut>("leave_one_out")
        .Add<LeavePOut>("leave_p_out")
        .Add<LeaveOneGroupOut>("leave_one_group_out")
        .Add<LeavePGroupsOut>("leave_p_groups_out")
        .Add<TimeSeriesSplit>("time_series")
        .Add<PredefinedSplit>("predefined");
}
