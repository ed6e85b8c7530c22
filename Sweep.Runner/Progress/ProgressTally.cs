using System.Globalization;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Progress;

/// <summary>Counts what has ended, and puts it into a line.</summary>
/// <param name="study">The study.</param>
/// <param name="time">Tells how long it has been running.</param>
internal sealed class ProgressTally(Study study, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly Dictionary<long, List<FitResult>> _open = [];
    private int _diverged;
    private int _failed;
    private TrialResult? _best;

    /// <summary>Fits that have ended.</summary>
    public long Done { get; private set; }

    /// <summary>Counts a fit.</summary>
    public void Count(FitResult fit)
    {
        Done++;
        _diverged += fit.State == FitState.Diverged ? 1 : 0;
        _failed += fit.State == FitState.Failed ? 1 : 0;
        if (!_open.TryGetValue(fit.Trial, out var fits))
            _open.Add(fit.Trial, fits = []);
        fits.Add(fit);
        if (fits.Count < study.Folds.Count)
            return;

        _open.Remove(fit.Trial);
        var trial = TrialResult.Of(fits, study.Objective);
        if (trial.State == FitState.Completed && (_best is null || study.Objective.Better(trial.Objective, _best.Objective)))
            _best = trial;
    }

    /// <summary>What there is to say now.</summary>
    public string Line()
    {
        double seconds = time.GetElapsedTime(_started).TotalSeconds;
        double rate = Done / Math.Max(seconds, 1e-9);
        string left = Done == study.Fits ? "done" : Invariant($"{(study.Fits - Done) / rate:F0} s left");
        string best = _best is null
            ? ""
            : Invariant($", best {study.Objective.Name} {_best.Objective:F4} ({_best.Configuration[Hyperparameters.Optimizer]} at {_best.Configuration[Hyperparameters.LearningRate]:G4})");
        string trouble = (_diverged > 0 ? $", {_diverged} diverged" : "") + (_failed > 0 ? $", {_failed} failed" : "");
        return Invariant($"{Done}/{study.Fits} fits, {rate:F1}/s, {left}") + best + trouble;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
