namespace Sweep.Runner.Objectives;

/// <summary>A function of C#: it trains what it likes, and returns the value of the study's metric.</summary>
/// <param name="evaluate">Trains one configuration on one fold. NaN or an infinity counts as diverged. Where <see cref="FitRun.Report(ReadOnlySpan{double})"/>
/// answers no, it returns at once, whatever value.</param>
/// <param name="metric">The study's metric: the only figure of an epoch, unless <see cref="Figures"/> says otherwise.</param>
public sealed class DelegateObjective(Func<FitRun, CancellationToken, ValueTask<double>> evaluate, string metric) : IObjective
{
    /// <summary>A function that computes and does not wait. It should look at the token now and then.</summary>
    public DelegateObjective(Func<FitRun, CancellationToken, double> evaluate, string metric)
        : this((fit, cancellation) => ValueTask.FromResult(evaluate(fit, cancellation)), metric)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<Figure> Figures { get; init; } = [new Figure(metric, "The study's metric") { AtEnd = true, AtBest = true }];

    /// <inheritdoc/>
    public async ValueTask<FitOutcome> EvaluateAsync(FitRun fit, CancellationToken cancellation)
    {
        double score = await evaluate(fit, cancellation).ConfigureAwait(false);
        if (fit.Stopped)
            return FitOutcome.Pruned(score);
        return double.IsFinite(score) ? FitOutcome.Completed(score) : new FitOutcome { State = FitState.Diverged, Score = score };
    }
}
