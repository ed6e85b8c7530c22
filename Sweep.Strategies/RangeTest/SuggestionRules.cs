using Sweep.Core.Contracts;

namespace Sweep.Strategies.RangeTest;

/// <summary>The rules by which a learning rate is read off a range test, as a study file can name them.</summary>
public static class SuggestionRules
{
    /// <summary>The name of our own rule.</summary>
    public const string Own = "steepest_interval";

    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ISuggestionRule> Catalog { get; } = new Catalog<ISuggestionRule>("suggestion rule")
        .Add<FastAiMinimum>("fastai_minimum")
        .Add<FastAiSlide>("fastai_slide")
        .Add<FastAiSteep>("fastai_steep")
        .Add<FastAiValley>("fastai_valley")
        .Add<LightningByIndex>("lightning_by_index")
        .Add<LightningByRate>("lightning")
        .Add<SteepestInterval>(Own)
        .Add<TorchLrFinder>("torch_lr_finder");
}
