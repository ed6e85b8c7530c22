namespace Sweep.Core.Profiles;

/// <summary>What is in the column that is to be predicted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Classes">Rows of each value, in the order of the values; empty where there are too many to be classes.</param>
/// <param name="IsSorted">Whether the rows are in the order of the target, or those of each class stand together.</param>
public sealed record TargetProfile(string Name, IReadOnlyList<ClassCount> Classes, bool IsSorted);
