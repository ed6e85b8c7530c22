namespace Sweep.Strategies.Search;

/// <summary>Something that a study may vary.</summary>
/// <param name="Name">Its name, which is also its column in the result log.</param>
/// <param name="Domain">The values that it can take.</param>
public sealed record Hyperparameter(string Name, Domain Domain)
{
    /// <summary>Whether a value beyond those of the domain may be tried; null: any may.</summary>
    public Func<object, bool>? Accepts { get; init; }
}
