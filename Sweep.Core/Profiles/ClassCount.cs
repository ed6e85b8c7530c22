namespace Sweep.Core.Profiles;

/// <summary>How often a class comes.</summary>
/// <param name="Name">The class.</param>
/// <param name="Rows">Its rows.</param>
public sealed record ClassCount(string Name, long Rows);
