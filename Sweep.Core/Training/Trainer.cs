using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>Carries out training plans one after another, reusing its memory. It belongs to one thread.</summary>
public sealed class Trainer
{
    // Validation rows go through the network so many at a time; more would only need more memory.
    private const int EvaluationRows = 256;

    private readonly TimeProvider _time;
    private Learner? _learner;
    private float[] _predictions = [];
    private float[] _targets = [];

    /// <summary>Makes a trainer.</summary>
    /// <param name="time">Measures how long epochs take; results do not depend on it.</param>
    public Trainer(TimeProvider time) => _time = time;

    /// <summary>Trains from new weights to the end of the plan, or to divergence.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for; it is looked at before each step.</exception>
    public TrainingResult Fit(TrainingPlan plan, CancellationToken cancellation)
    {
        int[] rows = [.. plan.Fold.Training];
        int batch = plan.BatchSize.Of(rows.Length);
        int stepsPerEpoch = (rows.Length + batch - 1) / batch;
        long steps = (long)stepsPerEpoch * plan.Epochs;
        var learner = LearnerFor(plan.Network, Math.Max(batch, EvaluationRows));
        learner.Restart(new RandomStream(plan.Seed, RandomPurpose.InitialWeights, plan.Repeat, plan.FoldNumber));

        double lossAtStart = MeanLoss(learner, plan, plan.Fold.Training);
        var epochs = new List<EpochResult>();
        long step = 0;
        for (int epoch = 0; epoch < plan.Epochs; epoch++)
        {
            long started = _time.GetTimestamp();

            // Every epoch orders the same ascending rows afresh, so that its order depends on its number alone.
            plan.Fold.Training.CopyTo(rows, 0);
            new RandomStream(plan.Seed, RandomPurpose.BatchOrder, plan.Repeat, plan.FoldNumber, epoch).Shuffle(rows.AsSpan());

            double sum = 0, rate = 0;
            int seen = 0;
            long? divergedAt = null;
            while (seen < rows.Length && divergedAt is null)
            {
                cancellation.ThrowIfCancellationRequested();
                int count = Math.Min(batch, rows.Length - seen);
                rate = plan.LearningRate * plan.Schedule.FactorAt(new ScheduleStep(step, steps, stepsPerEpoch));
                double loss = learner.Step(plan.Data, rows.AsSpan(seen, count), plan.Scaler, plan.Loss, plan.Optimizer, rate);
                sum += loss * count;
                seen += count;
                if (double.IsFinite(loss))
                    step++;
                else
                    divergedAt = step + 1;
            }

            double trainLoss = sum / seen;
            var (validationLoss, metrics) = Validate(learner, plan);
            epochs.Add(new EpochResult(
                epoch + 1, step, rate, trainLoss, validationLoss, metrics, Elementwise.Norm(learner.Gradient),
                _time.GetElapsedTime(started)));
            // The weights are looked at too: the last update of an epoch may have broken what no later loss will show.
            if (!double.IsFinite(Elementwise.Norm(learner.Weights)) || trainLoss > plan.DivergenceFactor * lossAtStart)
                divergedAt ??= step;
            if (divergedAt is not null)
                return new TrainingResult(epochs, step, divergedAt, Digest(learner.Weights));
        }
        return new TrainingResult(epochs, step, null, Digest(learner.Weights));
    }

    private Learner LearnerFor(Network network, int capacity)
    {
        if (_learner is null || _learner.Network != network || _learner.Capacity < capacity)
            _learner = new Learner(network, capacity);
        return _learner;
    }

    private static double MeanLoss(Learner learner, TrainingPlan plan, ReadOnlySpan<int> rows)
    {
        double sum = 0;
        for (int first = 0; first < rows.Length; first += EvaluationRows)
        {
            var part = rows[first..Math.Min(first + EvaluationRows, rows.Length)];
            sum += learner.Evaluate(plan.Data, part, plan.Scaler, plan.Loss) * part.Length;
        }
        return sum / rows.Length;
    }

    private (double Loss, double[] Metrics) Validate(Learner learner, TrainingPlan plan)
    {
        ReadOnlySpan<int> rows = plan.Fold.Validation;
        int outputs = plan.Network.Outputs;
        if (_predictions.Length < rows.Length * outputs)
        {
            _predictions = new float[rows.Length * outputs];
            _targets = new float[rows.Length * outputs];
        }

        double sum = 0;
        for (int first = 0; first < rows.Length; first += EvaluationRows)
        {
            var part = rows[first..Math.Min(first + EvaluationRows, rows.Length)];
            sum += learner.Evaluate(plan.Data, part, plan.Scaler, plan.Loss) * part.Length;
            learner.Predictions.Values.CopyTo(_predictions.AsSpan(first * outputs));
            learner.Targets.Values.CopyTo(_targets.AsSpan(first * outputs));
        }

        var predictions = new ReadOnlyMatrixSpan(_predictions.AsSpan(0, rows.Length * outputs), rows.Length, outputs);
        var targets = new ReadOnlyMatrixSpan(_targets.AsSpan(0, rows.Length * outputs), rows.Length, outputs);
        var metrics = new double[plan.Metrics.Count];
        for (int metric = 0; metric < metrics.Length; metric++)
            metrics[metric] = plan.Metrics[metric].Evaluate(predictions, targets);
        return (sum / rows.Length, metrics);
    }

    // Processors differ in the bits of a NaN that they compute; here all are one.
    private static string Digest(ReadOnlySpan<float> weights)
    {
        float[] canonical = weights.ToArray();
        foreach (ref float weight in canonical.AsSpan())
            weight = float.IsNaN(weight) ? float.NaN : weight;
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(canonical)));
    }
}
