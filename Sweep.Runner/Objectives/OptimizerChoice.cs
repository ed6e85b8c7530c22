using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;

namespace Sweep.Runner.Objectives;

/// <summary>One of the optimizers that a study compares.</summary>
/// <param name="Name">What the study calls it; the kind, unless the study gives a name of its own.</param>
/// <param name="Kind">Its name in the catalog.</param>
public sealed record OptimizerChoice(string Name, string Kind)
{
    /// <summary>The preset that its settings start from; its defaults where there is none.</summary>
    public string? Preset { get; init; }

    /// <summary>Makes the optimizer with the settings that a configuration gives it.</summary>
    /// <param name="setting">The value of a setting by its name in study files, or null where the default holds.</param>
    public IOptimizer Create(Func<string, object?> setting)
    {
        var optimizer = Preset is null ? UpdateRules.Catalog.Create(Kind) : UpdateRules.Catalog.Create(Kind, Preset);
        foreach (var (name, property) in ComponentSettings.Of(optimizer))
        {
            if (setting(name) is { } value)
                ComponentSettings.Set(optimizer, property, value);
        }
        return optimizer;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
