namespace Sweep.Runner.Components;

/// <summary>A component of a catalog, with what its source code says about it.</summary>
/// <param name="Name">Its name in study files.</param>
/// <param name="Summary">What it is for.</param>
/// <param name="Rule">Its formulas, a line each; null where it has none.</param>
/// <param name="Source">Where they are from, in a sentence; null where it does not say.</param>
/// <param name="Remarks">All else that it says of itself.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Presets">The values of all settings in each of its presets.</param>
internal sealed record ComponentEntry(
    string Name,
    string? Summary,
    string? Rule,
    string? Source,
    string? Remarks,
    IReadOnlyList<SettingEntry> Settings,
    IReadOnlyDictionary<string, Dictionary<string, object?>> Presets);
