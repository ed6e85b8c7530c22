using Sweep.Core.Contracts;

namespace Sweep.Core.Losses;

/// <summary>The losses that a study file can name.</summary>
public static class LossFunctions
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ILoss> Catalog { get; } = new Catalog<ILoss>("loss")
        .Add<BinaryCrossEntropy>("binary_cross_entropy")
        .Add<CrossEntropy>("cross_entropy")
        .Add<Hinge>("hinge")
        .Add<Huber>("huber")
        .Add<KullbackLeibler>("kullback_leibler")
        .Add<MeanAbsoluteError>("mean_absolute_error")
        .Add<MeanSquaredError>("mean_squared_error")
        .Add<NegativeLogLikelihood>("negative_log_likelihood")
        .Add<Poisson>("poisson")
        .Add<Pinball>("quantile")
        .Add<SmoothL1>("smooth_l1");
}
