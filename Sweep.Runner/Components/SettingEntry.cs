namespace Sweep.Runner.Components;

/// <summary>A setting of a component, as study files see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it takes, in words.</param>
/// <param name="Required">Whether a study must give it.</param>
/// <param name="Default">The value that it has otherwise: a number, a flag, or text; null where there is none.</param>
/// <param name="Meaning">What it is for.</param>
internal sealed record SettingEntry(string Name, string Type, bool Required, object? Default, string? Meaning);
