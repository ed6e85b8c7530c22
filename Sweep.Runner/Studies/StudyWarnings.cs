using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Studies;

/// <summary>What is allowed, and is hardly ever meant.</summary>
internal static class StudyWarnings
{
    /// <summary>The warnings about a study, a sentence or two each.</summary>
    public static IEnumerable<string> Of(Study study)
    {
        if (study.Objective is not NetworkObjective { Network: var network, Loss: var loss })
            yield break;
        if (network.Layers[^1] is Softmax or Sigmoid && loss.Target != TargetKind.Number && !loss.TakesLogProbabilities)
        {
            string last = NetworkLayers.Catalog.NameOf(network.Layers[^1]);
            yield return $"the network ends in {last}, and {LossFunctions.Catalog.NameOf(loss)} takes what comes before that (logits). Leave the last layer out.";
        }
        if (network.Initializer is Zeros && network.Forms.Count(form => form.Weights.Count > 0) > 1)
            yield return "all initial weights are 0, so that the units of a hidden layer never come to differ. Use another initializer.";
        var settings = study.Source.Settings;
        if ("windows" == (settings.GetValueOrDefault("data.rows.kind") ?? settings.GetValueOrDefault("data.rows")) && settings["validation.kind"] != "time_series" && settings.GetValueOrDefault("validation.shuffle") != "false")
            yield return "windows of a time series overlap, and shuffled folds judge on points of time that were learned from. Add shuffle: false to validation.";
    }
}
