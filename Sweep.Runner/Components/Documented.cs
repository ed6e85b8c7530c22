namespace Sweep.Runner.Components;

/// <summary>What the source code says about a type or a setting; null where it says nothing.</summary>
/// <param name="Summary">What it is for.</param>
/// <param name="Rule">Its formulas, a line each.</param>
/// <param name="Source">Where they are from: the sentence that begins with "Source".</param>
/// <param name="Remarks">All that is beside the formulas.</param>
internal sealed record Documented(string? Summary, string? Rule, string? Source, string? Remarks);
