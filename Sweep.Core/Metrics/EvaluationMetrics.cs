using Sweep.Core.Contracts;

namespace Sweep.Core.Metrics;

/// <summary>The metrics that a study file can name.</summary>
public static class EvaluationMetrics
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<IMetric> Catalog { get; } = new Catalog<IMetric>("metric")
        .Add<Accuracy>("accuracy")
        .Add<AveragePrecision>("average_precision")
        .Add<BalancedAccuracy>("balanced_accuracy")
        .Add<BrierScore>("brier_score")
        .Add<CohenKappa>("cohen_kappa")
        .Add<ExplainedVariance>("explained_variance")
        .Add("f0_5", () => new FScore { Beta = 0.5 })
        .Add<FScore>("f1")
        .Add("f1_weighted", () => new FScore { Weighted = true })
        .Add("f2", () => new FScore { Beta = 2 })
        .Add<Jaccard>("jaccard")
        .Add("jaccard_weighted", () => new Jaccard { Weighted = true })
        .Add<LogLoss>("log_loss")
        .Add<MatthewsCorrelation>("matthews_correlation")
        .Add<MaxError>("max_error")
        .Add<MeanAbsoluteError>("mean_absolute_error")
        .Add<MeanAbsolutePercentageError>("mean_absolute_percentage_error")
        .Add<MeanGammaDeviance>("mean_gamma_deviance")
        .Add<MeanPoissonDeviance>("mean_poisson_deviance")
        .Add<MeanSquaredError>("mean_squared_error")
        .Add<MeanSquaredLogError>("mean_squared_log_error")
        .Add<MedianAbsoluteError>("median_absolute_error")
        .Add<PinballLoss>("pinball_loss")
        .Add<Precision>("precision")
        .Add("precision_weighted", () => new Precision { Weighted = true })
        .Add<RSquared>("r2")
        .Add<Recall>("recall")
        .Add("recall_weighted", () => new Recall { Weighted = true })
        .Add<RocAuc>("roc_auc")
        .Add("roc_auc_ovo", () => new RocAuc { Pairs = true })
        .Add("roc_auc_ovo_weighted", () => new RocAuc { Pairs = true, Weighted = true })
        .Add("roc_auc_ovr_weighted", () => new RocAuc { Weighted = true })
        .Add<RootMeanSquaredError>("root_mean_squared_error")
        .Add("top_2_accuracy", () => new TopAccuracy { Classes = 2 })
        .Add("top_3_accuracy", () => new TopAccuracy { Classes = 3 })
        .Add("top_5_accuracy", () => new TopAccuracy { Classes = 5 })
        .Add<ZeroOneLoss>("zero_one_loss");

    /// <summary>Those that every study has which they have a meaning for; the others are taken where a study asks for them.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["accuracy", "mean_absolute_error", "r2", "root_mean_squared_error"];
}
