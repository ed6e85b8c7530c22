using System.Text.Json;
using Sweep.Strategies.Pruners;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Strategies.Pruners;

/// <summary>The decisions of search.json, over trials that run one after the other.</summary>
public class PrunerReferenceTests
{
    private static readonly ReferenceFile _file = ReferenceFile.Load("search.json");

    /// <summary>What is left out, by the name that the file uses, and why.</summary>
    private static readonly Dictionary<string, string> _leftOut = new()
    {
        ["ThresholdPruner"] = "not built yet",
        ["PatientPruner"] = "not built yet",
        ["HyperbandPruner"] = "not built yet",
    };

    public static TheoryData<string> Cases() =>
        [.. _file.Cases.Where(each => each.GetProperty("kind").GetString() == "pruner" && !_leftOut.ContainsKey(Name(each)))
            .Select(each => each.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fits_are_stopped_where_the_reference_stops_them(string id)
    {
        var each = _file[id];
        var pruner = Create(Name(each), each.GetProperty("params"));
        bool maximize = each.GetProperty("params").GetProperty("direction").GetString() == "maximize";
        var earlier = new List<PastFit>();
        var stoppedAt = new List<int?>();
        foreach (double[] course in each.GetProperty("input").GetProperty("values").EnumerateArray().Select(ReferenceFile.Numbers))
        {
            int[] stops = [.. Enumerable.Range(1, course.Length).Where(epoch => pruner.ShouldStop(course[..epoch], earlier, maximize)).Take(1)];
            stoppedAt.Add(stops is [var at] ? at : null);
            earlier.Add(stops is [var last] ? new PastFit(course[..last], false) : new PastFit(course, true));
        }

        Assert.Equal(
            each.GetProperty("expected").GetProperty("pruned_at_step").EnumerateArray()
                .Select(step => step.ValueKind == JsonValueKind.Null ? null : (int?)step.GetInt32()),
            stoppedAt);
    }

    private static string Name(JsonElement each) => each.GetProperty("params").GetProperty("pruner").GetString()!;

    private static IPruner Create(string name, JsonElement settings)
    {
        // Defaults are Optuna's, where a case leaves a setting out.
        double Setting(string setting, double absent) => settings.TryGetProperty(setting, out var value) ? value.GetDouble() : absent;
        string[] common = ["pruner", "direction"];
        var (pruner, read) = name switch
        {
            "MedianPruner" or "PercentilePruner" => ((IPruner)new MedianPruner
            {
                Percentile = Setting("percentile", 50),
                StartupTrials = (int)Setting("n_startup_trials", 5),
                WarmupEpochs = (int)Setting("n_warmup_steps", 0),
                Interval = (int)Setting("interval_steps", 1),
            }, new[] { "percentile", "n_startup_trials", "n_warmup_steps", "interval_steps" }),
            // Starting at a higher rung is the same as starting later.
            "SuccessiveHalvingPruner" => (new SuccessiveHalvingPruner
            {
                MinEpochs = (int)(Setting("min_resource", 1) * Math.Pow(Setting("reduction_factor", 4), Setting("min_early_stopping_rate", 0))),
                ReductionFactor = (int)Setting("reduction_factor", 4),
            }, ["min_resource", "reduction_factor", "min_early_stopping_rate"]),
            _ => throw new NotSupportedException($"{name} is neither translated nor left out."),
        };
        Assert.All(settings.EnumerateObject(), setting =>
            Assert.True(common.Contains(setting.Name) || read.Contains(setting.Name), $"{name} has a setting {setting.Name} that is not translated."));
        return pruner;
    }
}
