namespace Sweep.Runner.Objectives;

/// <summary>What a study evaluates: a network of ours, a function, or any command line.</summary>
/// <remarks>
/// One object serves all workers at once. What an evaluation returns may depend on configuration, fold and seed, and on nothing else:
/// then the study gives the same results with any number of workers and after any number of interruptions.
/// </remarks>
public interface IObjective
{
    /// <summary>What each epoch reports, in order.</summary>
    IReadOnlyList<Figure> Figures { get; }

    /// <summary>Trains one configuration on one fold.</summary>
    /// <param name="fit">What to train, and where to report to.</param>
    /// <param name="cancellation">Asks for an end: save a checkpoint if you can, end soon, and throw <see cref="OperationCanceledException"/>.</param>
    ValueTask<FitOutcome> EvaluateAsync(FitRun fit, CancellationToken cancellation);
}
