using System.Globalization;
using Sweep.Runner.Processes;

namespace Sweep.Runner.Objectives;

/// <summary>What the reports of one attempt of a command amount to.</summary>
/// <param name="fit">Is told of every epoch.</param>
/// <param name="figures">What is kept of reports, the study's metric first.</param>
internal sealed class CommandCourse(FitRun fit, IReadOnlyList<Figure> figures)
{
    private double _score = double.NaN;
    private bool _diverged;
    private string? _trouble;

    private string Metric => figures[0].Name;

    /// <summary>Takes a report, and answers whether the command is to go on.</summary>
    public bool Hear(CommandReport report)
    {
        long epoch = report.Epoch ?? fit.Epoch + 1;
        bool isEpoch = figures.Any(figure => report.Figures.ContainsKey(figure.Name));
        _score = report.Figures.GetValueOrDefault(Metric, _score);
        _diverged = report.Diverged;
        // A command that diverges need not get its report right.
        _trouble = isEpoch && !_diverged ? TroubleWith(report, epoch) : null;
        if (isEpoch && _trouble is null && epoch > fit.Epoch)
            fit.ReportAt(epoch, [.. figures.Select(figure => report.Figures.GetValueOrDefault(figure.Name, Figure.Absent))]);
        return _trouble is null && !_diverged && !fit.Stopped;
    }

    /// <summary>How the fit has ended.</summary>
    /// <param name="outcome">How the command has.</param>
    /// <param name="reportsTo">Where it writes its reports to, in words.</param>
    public FitOutcome End(CommandOutcome outcome, string reportsTo)
    {
        if ((_trouble ?? outcome.Error) is { } error)
            return FitOutcome.Failed(error, transient: _trouble is null && outcome.Transient);
        if (_diverged)
            return new FitOutcome { State = FitState.Diverged, Score = _score };
        if (fit.Stopped)
            return FitOutcome.Pruned(_score);
        return double.IsNaN(_score)
            ? FitOutcome.Failed($"The command ended well and never reported {Metric}. It must write a line such as {{\"{Metric}\": 0.5}} to {reportsTo}.")
            : FitOutcome.Completed(_score);
    }

    private string? TroubleWith(CommandReport report, long epoch)
    {
        if (report.Figures.TryGetValue(Metric, out double value) && !double.IsFinite(value))
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"The command reported {value} as {Metric} in epoch {epoch}. A metric must be a finite number; where training has diverged, report {{\"diverged\": true}}.");
        }
        if (epoch > fit.Epoch)
            return null;
        return fit.Epoch == 0
            ? string.Create(CultureInfo.InvariantCulture, $"The command reported epoch {epoch}. Epochs are counted from 1.")
            : string.Create(CultureInfo.InvariantCulture,
                $"The command reported epoch {epoch} after epoch {fit.Epoch}. Epochs must ascend, and all figures of an epoch be in one report.");
    }
}
