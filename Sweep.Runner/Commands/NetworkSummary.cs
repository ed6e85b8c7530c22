using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Initializers;
using Sweep.Core.Losses;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Commands;

/// <summary>What a study that trains a network of ours does, defaults included: a line for each part, with its label.</summary>
internal static class NetworkSummary
{
    private const int ShownClasses = 10;
    private const int ShownValues = 10;
    private const int ShownNames = 5;

    /// <summary>The lines, in the order of the study file.</summary>
    public static IEnumerable<(string Label, string Text)> Of(Study study, NetworkObjective network)
    {
        var (data, settings) = (network.Data, study.Source.Settings);
        yield return ("data", RowsOf(data) + InputsOf(data, network) + (data.Classes.Count > 0 ? $", {data.Classes.Count} classes" : ""));
        yield return ("file", Shown.Plain($"{settings["data.file"]}, target {data.TargetName}"));
        if (data.ClassOfRows() is { } classes)
            yield return ("classes", ClassesOf(data, classes));
        string scale = settings.GetValueOrDefault("data.scale", data.IsSparse ? "max_abs" : "standardize");
        yield return ("scaling", $"features {scale}, target {settings.GetValueOrDefault("data.scale_target", "none")}");
        if (data.Incomplete.Count > 0)
            yield return ("missing", $"values of {Shortened(data.Incomplete.Select(feature => data.FeatureNames[feature]))}, filled in by the training rows of each fold");
        yield return ("weights", "initialized by " + Component(InitialWeights.Catalog, network.Network.Initializer));
        yield return ("loss", Component(LossFunctions.Catalog, network.Loss) + ClassWeightsOf(settings));
        yield return ("training", TrainingOf(network));
        if (network.EarlyStopping is { } stopping)
            yield return ("stopping", StoppingOf(network, stopping));
        yield return ("validation", ValidationOf(study, network, settings));
        yield return ("metrics", string.Join(", ", network.Metrics.Select(metric => metric.Name)));
        foreach (var hyperparameter in study.Space.Hyperparameters)
            yield return (Label(hyperparameter.Name), string.Join(hyperparameter.Name == Hyperparameters.Optimizer ? "; " : ", ", Values(hyperparameter.Domain)));
    }

    private static string Label(string hyperparameter) => hyperparameter switch
    {
        Hyperparameters.Optimizer => "optimizers",
        Hyperparameters.LearningRate => "rates",
        _ => "batches",
    };

    private static string RowsOf(Dataset data) => data switch
    {
        { IsSparse: true } => $"{data.Rows} sparse rows, {data.FeatureNames.Count} features",
        { RowShape.Rank: > 1 } => $"{data.Rows} rows of {data.RowShape}",
        _ => $"{data.Rows} rows, {data.FeatureNames.Count} features",
    };

    // Where they are others than the features.
    private static string InputsOf(Dataset data, NetworkObjective network) =>
        network.Network.Input.Equals(data.RowShape) ? "" : $" ({network.Network.Input.Count} inputs)";

    private static string ClassesOf(Dataset data, int[] classes)
    {
        var counts = classes.CountBy(number => number).ToDictionary();
        return string.Join(", ", data.Classes.Take(ShownClasses).Select((name, number) => $"{Shown.Plain(name)} {counts.GetValueOrDefault(number)}"))
            + (data.Classes.Count > ShownClasses ? ", …" : "");
    }

    private static string Shortened(IEnumerable<string> names) =>
        Shown.Plain(string.Join(", ", names.Take(ShownNames))) + (names.Count() > ShownNames ? ", …" : "");

    private static string ClassWeightsOf(IReadOnlyDictionary<string, string> settings)
    {
        const string Key = "training.class_weights";
        if (settings.TryGetValue(Key, out string? kind))
            return $", class weights {kind}";
        string[] given = [.. settings.Where(setting => setting.Key.StartsWith(Key + ".", StringComparison.Ordinal)).Select(setting => $"{setting.Key[(Key.Length + 1)..]} {setting.Value}")];
        return given.Length == 0 ? "" : Shown.Plain($", class weights {string.Join(", ", given)}");
    }

    private static string TrainingOf(NetworkObjective network)
    {
        List<string> parts =
        [
            Count(network.Epochs, "epoch"), $"batch size {network.BatchSize}", $"schedule {LearningRateSchedules.Catalog.NameOf(network.Schedule)}",
        ];
        if (network.Clipping is { } clipping)
            parts.Add(FormattableString.Invariant($"gradients clipped by {ComponentSettings.Text(clipping.By)} to {clipping.Limit}"));
        if (network.Accumulation > 1)
            parts.Add($"{network.Accumulation} batches an update");
        if (network.Average is { } average)
            parts.Add($"weights averaged: {Component(WeightAverages.Catalog, average)}");
        return string.Join(", ", parts);
    }

    private static string StoppingOf(NetworkObjective network, EarlyStopping stopping)
    {
        string what = stopping.Metric is { } metric ? network.Metrics[metric].Name : NetworkObjective.LossName;
        int held = network.Folds.Min(fold => fold.Rows.HeldBack.Length);
        string rows = held > 0 ? Count(held, "training row") + " held back in each fold" : "the validation rows";
        return $"after {Count(stopping.Patience, "epoch")} without a better {what} on {rows}; {(stopping.RestoreBest ? "the best" : "the last")} weights are kept";
    }

    private static string ValidationOf(Study study, NetworkObjective network, IReadOnlyDictionary<string, string> settings)
    {
        int repeats = study.Folds.Max(fold => fold.Repeat) + 1;
        string order = settings.GetValueOrDefault("validation.shuffle") == "false" ? "in the order of the file" : "shuffled";
        return $"{settings["validation.kind"]}, {Count(study.Folds.Count / repeats, "fold")} × {Count(repeats, "repeat")}, {order}, " +
            $"{Count(network.Folds.Min(fold => fold.Rows.Training.Length), "training row")} or more in each";
    }

    private static IEnumerable<string> Values(Domain domain)
    {
        if (domain is TestedRates tested)
            return [$"{tested}"];
        if (domain is RangeDomain { Points: null } range)
            return [FormattableString.Invariant($"from {range.Low} to {range.High}{(range.Logarithmic ? " on a log scale" : "")}")];
        bool optimizers = domain.Choices[0].Value is OptimizerChoice;
        var shown = domain.Choices.Take(optimizers ? domain.Choices.Count : ShownValues).Select(choice => Value(choice));
        return domain.Choices.Count > ShownValues && !optimizers ? shown.Append("…") : shown;
    }

    private static string Value(Choice choice)
    {
        if (choice.Value is not OptimizerChoice optimizer)
            return choice.Value is double number ? FormattableString.Invariant($"{number:G4}") : ComponentSettings.Text(choice.Value);
        List<string> parts = optimizer.Name == optimizer.Kind ? [] : [optimizer.Kind];
        if (optimizer.Preset is { } preset)
            parts.Add($"preset: {preset}");
        foreach (var (name, domain) in choice.Conditional.Hyperparameters)
        {
            string prefix = Hyperparameters.OptimizerSetting("");
            parts.Add($"{(name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name)}: {string.Join(" or ", Values(domain))}");
        }
        return Shown.Plain(optimizer.Name) + (parts.Count > 0 ? $" ({string.Join(", ", parts)})" : "");
    }

    // The name alone, where there is nothing to set.
    private static string Component<T>(Catalog<T> catalog, T component)
        where T : class => ComponentSettings.Of(component).Count > 0 ? ComponentSettings.Text(catalog.NameOf(component), component) : catalog.NameOf(component);

    private static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
