using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Initializers;
using Sweep.Core.Losses;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Search;
using Sweep.Strategies.Validation;

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
        yield return ("weights", "initialized by " + ComponentSettings.Text(InitialWeights.Catalog, network.Network.Initializer));
        yield return ("loss", ComponentSettings.Text(LossFunctions.Catalog, network.Loss) + ClassWeightsOf(settings));
        yield return ("training", TrainingOf(study, network));
        if (network.EarlyStopping is { } stopping)
            yield return ("stopping", StoppingOf(network, stopping));
        yield return ("validation", ValidationOf(study, network, settings));
        yield return ("metrics", string.Join(", ", network.Metrics.Select(metric => metric.Name)));
        foreach (var hyperparameter in study.Space.Hyperparameters)
            yield return (Label(hyperparameter.Name), string.Join(hyperparameter.Domain.Choices is [{ Value: ComponentChoice }, ..] ? "; " : ", ", Values(hyperparameter)));
    }

    private static string Label(string hyperparameter) => hyperparameter switch
    {
        Hyperparameters.Optimizer => "optimizers",
        Hyperparameters.LearningRate => "rates",
        Hyperparameters.Schedule => "schedules",
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

    private static string TrainingOf(Study study, NetworkObjective network)
    {
        List<string> parts =
        [
            Count(network.Epochs, "epoch"), $"batch size {network.BatchSize}",
        ];
        if (study.Space.Hyperparameters.All(each => each.Name != Hyperparameters.Schedule))
            parts.Add($"schedule {ComponentSettings.Text(network.Schedule)}");
        if (network.Clipping is { } clipping)
            parts.Add(FormattableString.Invariant($"gradients clipped by {ComponentSettings.Text(clipping.By)} to {clipping.Limit}"));
        if (network.Accumulation > 1)
            parts.Add($"{network.Accumulation} batches an update");
        if (network.Average is { } average)
            parts.Add($"weights averaged: {ComponentSettings.Text(WeightAverages.Catalog, average)}");
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
        string kind = settings["validation.kind"];
        string order = Splitters.Catalog.Create(kind).Order switch
        {
            SplitOrder.Time => "in the order of the file",
            SplitOrder.Fixed => "the same in any order",
            SplitOrder.Free when settings.GetValueOrDefault("validation.shuffle") == "false" => "in the order of the file",
            _ => "shuffled",
        };
        if (settings.TryGetValue("validation.groups", out string? groups))
            order += $", groups of {Shown.Plain(groups)}";
        if (settings.TryGetValue("validation.fold", out string? fold))
            order = $"as {Shown.Plain(fold)} says";
        if (study.Seeds > 1)
            order += $", {Count(study.Seeds, "seed")} each";
        if (settings.TryGetValue("validation.inner.kind", out string? inner))
            order += $", {Count((study.Folds.Count - study.JudgingFolds) / study.Seeds, "inner fold")} by {inner}";
        return $"{kind}, {Count(study.JudgingFolds / study.Seeds / repeats, "fold")} × {Count(repeats, "repeat")}, {order}, " +
            $"{Count(network.Folds.Min(fold => fold.Rows.Training.Length), "training row")} or more in each";
    }

    private static IEnumerable<string> Values(Hyperparameter hyperparameter)
    {
        var domain = hyperparameter.Domain;
        if (domain is TestedDomain tested)
            return [$"{tested}"];
        if (domain is RangeDomain { Points: null } range)
            return [FormattableString.Invariant($"from {range.Low} to {range.High}{(range.Logarithmic ? " on a log scale" : "")}")];
        bool components = domain.Choices[0].Value is ComponentChoice;
        var shown = domain.Choices.Take(components ? domain.Choices.Count : ShownValues).Select(choice => Value(choice, hyperparameter.Name));
        return domain.Choices.Count > ShownValues && !components ? shown.Append("…") : shown;
    }

    private static string Value(Choice choice, string hyperparameter)
    {
        if (choice.Value is not ComponentChoice component)
            return choice.Value is double number ? FormattableString.Invariant($"{number:G4}") : ComponentSettings.Text(choice.Value);
        List<string> parts = component.Name == component.Kind ? [] : [component.Kind];
        if (component.Preset is { } preset)
            parts.Add($"preset: {preset}");
        parts.AddRange(component.Fixed.Select(setting => $"{setting.Key}: {(setting.Value is { } value ? ComponentSettings.Text(value) : "none")}"));
        string prefix = Hyperparameters.Setting(hyperparameter, "");
        foreach (var each in choice.Conditional.Hyperparameters)
            parts.Add($"{(each.Name.StartsWith(prefix, StringComparison.Ordinal) ? each.Name[prefix.Length..] : each.Name)}: {string.Join(" or ", Values(each))}");
        return Shown.Plain(component.Name) + (parts.Count > 0 ? $" ({string.Join(", ", parts)})" : "");
    }

    private static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
