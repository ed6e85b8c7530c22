namespace Sweep.Core.Contracts;

/// <summary>An optimizer whose momentum a schedule can set: where there is an <see cref="OptimizerState.Momentum"/>, it takes the place of its own.</summary>
public interface ITakesMomentum : IOptimizer;
