using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Sweep.Core.Contracts;
using Sweep.Load;
using Sweep.Runner.Executors;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

// How fast trials go through ledger and result log when the objective costs nothing:
//   Sweep.Load TRIALS [--reports N] [--workers N] [--random] [--output DIR] [--stop-after SECONDS]
long trials = long.Parse(args[0], CultureInfo.InvariantCulture);
int reports = Option("--reports", 0), workers = Option("--workers", Environment.ProcessorCount);
string? output = Text("--output");
string directory = output ?? Directory.CreateTempSubdirectory("hypersweep-load-").FullName;
bool random = args.Contains("--random");
var space = new SearchSpace(
[
    new("x", random ? new RangeDomain(-10, 10, logarithmic: false, points: null) : Numbers((int)Math.Ceiling(Math.Sqrt(trials)))),
    new("y", random ? new RangeDomain(-10, 10, logarithmic: false, points: null) : Numbers((int)Math.Ceiling(Math.Sqrt(trials)))),
]);
var study = new Study
{
    Name = "load",
    Source = StudySource.Code(new Dictionary<string, string> { ["objective"] = "quadratic", ["reports"] = $"{reports}" }),
    Objective = new DelegateObjective(
        (fit, _) =>
        {
            double x = (double)fit.Configuration["x"]! - 2, y = (double)fit.Configuration["y"]! + 3, value = x * x + y * y;
            for (int report = 0; report < reports; report++)
                fit.Report(value + 1.0 / (report + 1));
            return value;
        }, "loss"),
    Metric = new StudyMetric("loss", maximize: false),
    Space = space,
    Search = random ? new RandomSearch() : new GridSearch(),
    Trials = trials,
    Seed = 1,
};

using var stop = new CancellationTokenSource();
if (Option("--stop-after", 0) is > 0 and var seconds)
    stop.CancelAfter(TimeSpan.FromSeconds(seconds));
using var progress = new MemoryProgress();
var runner = new StudyRunner(TimeProvider.System, ResiliencePipeline.Empty, NullLogger<StudyRunner>.Instance);
long started = TimeProvider.System.GetTimestamp();
StudyEnd end;
try
{
    end = await runner.RunAsync(study, directory, RunMode.Start, new RunOptions { Workers = workers }, progress, stop.Token);
}
catch (InputException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
double time = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{end.Reason}: {end.Ran} trials in {time:F2} s: {end.Ran / time:F0} trials/s, {end.Ran * reports / time:F0} reported values/s, first result after {progress.First.TotalSeconds:F2} s, " +
    $"peak memory {MemoryProgress.PeakMegabytes:F0} MB ({string.Join(", ", progress.Marks)})"));
if (output is null)
    Directory.Delete(directory, recursive: true);
return 0;

string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;

int Option(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

static ListDomain Numbers(int count) => new([.. Enumerable.Range(0, count).Select(index => new Choice(-10 + 20.0 * index / count))]);
