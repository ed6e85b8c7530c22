using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Runner.Reports;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Commands;

/// <summary>Schedules as pictures, or step by step.</summary>
/// <param name="trainings">The schedules.</param>
/// <param name="peak">The peak learning rate.</param>
internal sealed class ScheduleDrawing(IReadOnlyList<ScheduledTraining> trainings, double peak)
{
    // More steps are for no file; more points than these are for no eye.
    private const int MostSteps = 1_000_000;
    private const int MostPoints = 20_000;
    private const int MostDrawn = 20;
    private const int TallPlot = 17;
    private const int LowPlot = 9;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes them.</summary>
    /// <param name="format">table, json or csv.</param>
    /// <param name="terminal">Where to.</param>
    public void Write(string format, Terminal terminal)
    {
        if (format == "table")
        {
            WritePlots(terminal);
            return;
        }
        if (trainings.Sum(training => training.Steps) is > MostSteps and var steps)
            throw new InputException($"{steps} steps would be written; at most {MostSteps} can be. Draw them with --format table, or take fewer epochs.");
        if (format == "json")
            terminal.Output.WriteLine(JsonSerializer.Serialize(new { Schedules = trainings.Select(Json) }, _json));
        else
            WriteCsv(terminal.Output);
    }

    private object Json(ScheduledTraining training) => new
    {
        training.Name,
        Schedule = training.Text,
        training.Epochs,
        training.StepsPerEpoch,
        LearningRate = peak,
        Steps = training.Sample(MostSteps).Select(at => new { Step = at.Step + 1, Epoch = at.Epoch + 1, LearningRate = RateAt(training, at), Momentum = training.Schedule.MomentumAt(at) }),
    };

    private void WriteCsv(TextWriter output)
    {
        output.WriteLine("schedule,step,epoch,learning_rate,momentum");
        foreach (var training in trainings)
        {
            foreach (var at in training.Sample(MostSteps))
                output.WriteLine(CsvLine.Of(training.Name, at.Step + 1, at.Epoch + 1, RateAt(training, at), training.Schedule.MomentumAt(at)));
        }
    }

    private void WritePlots(Terminal terminal)
    {
        foreach (var (index, training) in trainings.Take(MostDrawn).Index())
        {
            if (index > 0)
                terminal.Output.WriteLine();
            WritePlot(training, terminal);
        }
        if (trainings.Count > MostDrawn)
            terminal.Output.WriteLine($"… and {trainings.Count - MostDrawn} more, which --format csv has.");
    }

    private void WritePlot(ScheduledTraining training, Terminal terminal)
    {
        var output = terminal.Output;
        ScheduleStep[] steps = [.. training.Sample(MostPoints)];
        double[] rates = [.. steps.Select(at => RateAt(training, at))];
        int highest = Array.IndexOf(rates, rates.Max());
        output.WriteLine(training.Name == training.Text ? training.Name : $"{Shown.Plain(training.Name)}: {training.Text}");
        output.WriteLine(Invariant(
            $"{training.Length}: first {PlotScale.Text(rates[0])}, highest {PlotScale.Text(rates[highest])} at step {steps[highest].Step + 1}, last {PlotScale.Text(rates[^1])}"));
        if (training.Schedule.WatchesCourse)
            output.WriteLine("drawn as if no plateau were met: when the rate falls depends on what is measured");
        Plot("learning rate", at => RateAt(training, at), low: 0);
        if (training.Schedule.CyclesMomentum)
            Plot("momentum", at => training.Schedule.MomentumAt(at) ?? double.NaN, low: null);

        void Plot(string title, Func<ScheduleStep, double> of, double? low)
        {
            var plot = new TerminalPlot
            {
                X = new PlotAxis("epochs") { Low = 0, High = training.Epochs },
                Y = new PlotAxis(title) { Low = low },
                Series = [new PlotSeries(title, [.. steps.Select(at => ((double)at.Step / at.StepsPerEpoch, of(at)))])],
                Width = terminal.PlotWidth,
                Height = trainings.Count == 1 ? TallPlot : LowPlot,
                Unicode = terminal.Unicode,
            };
            foreach (string line in plot.Lines())
                output.WriteLine(line);
        }
    }

    private double RateAt(ScheduledTraining training, in ScheduleStep at) => peak * training.Schedule.FactorAt(at);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
