using Sweep.Core.Contracts;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Studies;

/// <summary>Reads how a network is trained beyond epochs and batches: the rest of the section "training".</summary>
internal static class TrainingReader
{
    private const int MostBatches = 1_000_000;
    private const long MostNotedSteps = 10_000_000;
    private const string ClipNorm = "clip_norm";
    private const string ClipValue = "clip_value";
    private const string Stopping = "early_stopping";
    private const string Average = "average";

    /// <summary>The keys of the section.</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        "accumulation", Average, "batch_size", "class_weights", ClipNorm, ClipValue, "divergence_factor", Stopping, "epochs", "loss", "schedule", "step_curve",
    ];

    /// <summary>The share of each fold's training rows that is held back to decide when to stop; null: none is.</summary>
    public static (StudyNode Node, double Share)? HeldBack(StudySection training)
    {
        if (training.Find(Stopping) is not { } node || !node.HasKey("share"))
            return null;
        var share = node.Key("share");
        return (share, share.Checked(() => Check.Share(share.Number(), "Share")));
    }

    /// <summary>Whether gradients are clipped.</summary>
    public static bool Clips(StudySection training) => (training.Find(ClipNorm) ?? training.Find(ClipValue)) is not null;

    /// <summary>Whether epochs are compared or averaged, so that each of them should move the weights.</summary>
    public static bool FollowsEpochs(StudySection training) => (training.Find(Stopping) ?? training.Find(Average)) is not null;

    /// <summary>Reads the section.</summary>
    /// <param name="training">The section.</param>
    /// <param name="network">The objective as far as it is known.</param>
    /// <param name="smallestBatch">The fewest rows of a batch that the study trains with.</param>
    public static NetworkObjective Read(StudySection training, NetworkObjective network, int smallestBatch)
    {
        network = network with
        {
            Accumulation = training.Find("accumulation")?.Count(MostBatches, "Accumulation") ?? 1,
            Clipping = ReadClipping(training),
            EarlyStopping = training.Find(Stopping) is { } stopping ? ReadStopping(stopping, network) : null,
            Average = training.Find(Average) is { } average ? ReadAverage(average, network.Epochs) : null,
        };
        return network with { StepCurve = training.Find("step_curve") is { } curve ? ReadStepCurve(curve, network, smallestBatch) : 0 };
    }

    private static Clipping? ReadClipping(StudySection training)
    {
        var (norm, value) = (training.Find(ClipNorm), training.Find(ClipValue));
        if (norm is not null && value is not null)
            throw value.Error($"a gradient is clipped by its norm or by value, not by both. Leave out {ClipNorm} or {ClipValue}.");
        if (value is not null)
            return Limited(ClippedBy.Value, value, "ClipValue");
        if (norm is null)
            return null;
        if (norm.IsScalar)
            return Limited(ClippedBy.Norm, norm, "ClipNorm");

        var section = norm.Section("max", "type");
        return Limited(section.Find("type") is { } type ? ReadNorm(type) : ClippedBy.Norm, section.Get("max"), "Max");
    }

    private static Clipping Limited(ClippedBy by, StudyNode limit, string setting) =>
        limit.Checked(() => new Clipping { By = by, Limit = Check.Positive(limit.Number(), setting) });

    private static ClippedBy ReadNorm(StudyNode type) => type.Text() switch
    {
        "1" => ClippedBy.SumNorm,
        "2" => ClippedBy.Norm,
        "infinity" => ClippedBy.LargestNorm,
        var text => throw type.Error($"there is no norm of type {Shown.Quoted(text)}. Known: 1, 2, infinity."),
    };

    private static EarlyStopping ReadStopping(StudyNode node, NetworkObjective network)
    {
        var stopping = new EarlyStopping();
        var settings = ComponentSettings.Of(stopping).Where(setting => setting.Key != "metric").ToDictionary(setting => setting.Key, setting => setting.Value);
        var section = node.Section([.. settings.Keys, "monitor", "share"]);
        ComponentReader.Set(section, stopping, settings);
        if (stopping.StartFromEpoch >= network.Epochs)
            throw section.Get("start_from_epoch").Error($"start_from_epoch must be less than the {network.Epochs} epochs; got {stopping.StartFromEpoch}: nothing would be looked at.");
        return section.Find("monitor") is { } monitor ? stopping with { Metric = ReadMonitor(monitor, network) } : stopping;
    }

    private static int? ReadMonitor(StudyNode monitor, NetworkObjective network)
    {
        string[] names = [NetworkObjective.LossName, .. network.Metrics.Select(metric => metric.Name)];
        int place = Array.IndexOf(names, monitor.Text());
        return place switch
        {
            0 => null,
            > 0 => place - 1,
            _ => throw monitor.Error(
                $"there is no metric named {Shown.Quoted(monitor.Text())} for this target.{Nearest.Hint(monitor.Text(), names)} Known: {string.Join(", ", names)}."),
        };
    }

    private static IWeightAverage ReadAverage(StudyNode node, int epochs)
    {
        var average = ComponentReader.Read(node, WeightAverages.Catalog);
        return average is StochasticAverage { StartEpoch: var first } && first > epochs
            ? throw node.Key("start_epoch").Error($"start_epoch must be at most the {epochs} epochs; got {first}: nothing would be averaged.")
            : average;
    }

    private static int ReadStepCurve(StudyNode node, NetworkObjective network, int smallestBatch)
    {
        int every = node.IsScalar && node.Text() is "true" or "false"
            ? node.Flag() ? 1 : 0
            : node.Checked(() => Check.AtLeast(1, node.Integer(), "StepCurve"));
        if (every == 0)
            return 0;
        int rows = network.Folds.Max(fold => fold.Rows.Training.Length);
        long steps = (long)network.Epochs * rows / smallestBatch / network.Accumulation / every;
        return steps <= MostNotedSteps
            ? every
            : throw node.Error($"each fit would note {steps} steps; it can note {MostNotedSteps}. Note every tenth, for example: step_curve: {every}0.");
    }
}
