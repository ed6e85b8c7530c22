using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>A plan in words, by which a checkpoint knows the one that it belongs to.</summary>
internal static class PlanText
{
    /// <summary>A line for each thing that decides what the training does.</summary>
    public static string Of(TrainingPlan plan)
    {
        var (data, fold) = (plan.Data, plan.Fold);
        return string.Join('\n', new FormattableString[]
        {
            $"seed: {plan.Seed}",
            $"repeat: {plan.Repeat}",
            $"fold: {plan.FoldNumber}",
            $"epochs: {plan.Epochs}",
            $"batch size: {plan.BatchSize}",
            $"accumulation: {plan.Accumulation}",
            $"clipping: {Or(plan.Clipping)}",
            $"average: {Or(plan.Average)}",
            $"early stopping: {Or(plan.EarlyStopping)}",
            $"step curve: {plan.StepCurve}",
            $"learning rate: {plan.LearningRate}",
            $"optimizer: {plan.Optimizer}",
            $"schedule: {plan.Schedule}",
            $"loss: {plan.Loss}",
            $"metrics: {string.Join(", ", plan.Metrics)}",
            $"divergence factor: {plan.DivergenceFactor}",
            $"network: {plan.Network.Input}, {string.Join(", ", plan.Network.Layers)}, {plan.Network.Initializer}, {plan.Network.WeightCount} weights",
            $"training rows: {fold.Training.Length}, {Digest<int>(fold.Training)}",
            $"validation rows: {fold.Validation.Length}, {Digest<int>(fold.Validation)}",
            $"rows held back: {fold.HeldBack.Length}, {Digest<int>(fold.HeldBack)}",
            $"features: {data.Rows} × {data.RowShape}, {(data.IsSparse ? Digest(data.SparseFeatures) : Digest(data.Features.Values))}",
            $"targets: {data.Target}, {data.TargetColumns}, {Digest(data.TargetBytes)}",
            $"scaling: {Digest(plan.Scaler.Mean)}, {Digest(plan.Scaler.Scale)}, {plan.Scaler.TargetMean:R}, {plan.Scaler.TargetScale:R}, {plan.Scaler.Encoding}",
        }.Select(line => line.ToString(CultureInfo.InvariantCulture)));
    }

    private static object Or(object? setting) => setting ?? "none";

    private static string Digest(SparseRows rows) => $"{Digest(rows.Offsets)}, {Digest(rows.Columns)}, {Digest(rows.Values)}";

    private static string Digest<T>(ReadOnlySpan<T> values)
        where T : struct =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)).AsSpan(0, 16));
}
