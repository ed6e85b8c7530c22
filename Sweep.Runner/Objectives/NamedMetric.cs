using Sweep.Core.Contracts;

namespace Sweep.Runner.Objectives;

/// <summary>A metric with its name in the catalog, which is also its name in the result log.</summary>
/// <param name="Name">The name.</param>
/// <param name="Metric">The metric.</param>
public sealed record NamedMetric(string Name, IMetric Metric);
