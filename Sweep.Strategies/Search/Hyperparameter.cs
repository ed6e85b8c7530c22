namespace Sweep.Strategies.Search;

/// <summary>Something that a study may vary.</summary>
/// <param name="Name">Its name, which is also its column in the result log.</param>
/// <param name="Domain">The values that it can take.</param>
public sealed record Hyperparameter(string Name, Domain Domain);
