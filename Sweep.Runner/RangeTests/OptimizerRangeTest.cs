using Sweep.Runner.Objectives;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.RangeTests;

/// <summary>What the range test of one of a study's optimizers has found.</summary>
/// <param name="Number">The optimizer's place in the study, from 0.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Curve">The losses.</param>
/// <param name="Outcome">What the study's rule makes of them.</param>
public sealed record OptimizerRangeTest(int Number, ComponentChoice Optimizer, RangeTestCurve Curve, RangeTestOutcome Outcome);
