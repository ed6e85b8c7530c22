using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.RangeTests;

/// <summary>A row of range_test.parquet: what a replicate saw at one learning rate.</summary>
/// <param name="Test">The test of an optimizer.</param>
/// <param name="Replicate">What runs of one length have seen.</param>
/// <param name="Index">The place of the rate.</param>
/// <param name="Smoothed">The mean curve, smoothed; it may end before this rate.</param>
internal sealed record RangeTestPoint(OptimizerRangeTest Test, RangeTestReplicate Replicate, int Index, IReadOnlyList<double> Smoothed);
