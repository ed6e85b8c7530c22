using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>One training under way. Between two steps its state is a checkpoint, or could be.</summary>
internal sealed class TrainingRun(
    TrainingPlan plan, TrainingWatch watch, Learner learner, Evaluation evaluation, TimeProvider time, CancellationToken cancellation)
{
    private readonly int[] _order = new int[plan.Fold.Training.Length];
    private readonly List<EpochResult> _epochs = [];
    private string? _planText;
    private double? _lossAtStart;
    private long _step;
    private long? _divergedAt;
    private int _seen;
    private double _lossSum;
    private double _rate;
    private long _epochStarted;
    private TimeSpan _epochBefore;
    private long _saved = time.GetTimestamp();

    /// <summary>Trains from the start or from the watch's checkpoint.</summary>
    public TrainingResult ToTheEnd()
    {
        if (watch.ResumeFrom is { } checkpoint)
            Resume(checkpoint);
        else
            Start();

        bool goOn;
        do
        {
            _epochStarted = time.GetTimestamp();
            TrainEpoch();
            var epoch = EndEpoch();
            goOn = watch.AfterEpoch?.Invoke(epoch) ?? true;
        }
        while (goOn && _divergedAt is null && _epochs.Count < plan.Epochs);
        return new TrainingResult(_epochs, _step, _divergedAt, Digest(learner.ShippedWeights(plan.Optimizer)), Stopped: !goOn && _divergedAt is null);
    }

    private void Start()
    {
        learner.Restart(Stream(RandomPurpose.InitialWeights), Stream(RandomPurpose.Layers));
        _lossAtStart = Evaluation.MeanLoss(learner, plan, plan.Fold.Training, Pause);
    }

    private void Resume(TrainingCheckpoint checkpoint)
    {
        checkpoint.Require(plan);
        learner.Restore(checkpoint, Stream(RandomPurpose.Layers));
        _planText = checkpoint.Plan;
        _epochs.AddRange(checkpoint.Epochs);
        (_lossAtStart, _step, _divergedAt) = (checkpoint.LossAtStart, checkpoint.Step, checkpoint.DivergedAtStep);
        (_seen, _lossSum, _rate, _epochBefore) =
            (checkpoint.RowsSeen, checkpoint.LossSum, checkpoint.LearningRate, checkpoint.EpochDuration);
    }

    private RandomStream Stream(RandomPurpose purpose) => new(plan.Seed, purpose, plan.Repeat, plan.FoldNumber);

    private void TrainEpoch()
    {
        int batch = plan.BatchSize.Of(_order.Length);
        int stepsPerEpoch = (_order.Length + batch - 1) / batch;
        long steps = (long)stepsPerEpoch * plan.Epochs;

        // Every epoch orders the same ascending rows afresh, so that its order depends on its number alone.
        plan.Fold.Training.CopyTo(_order, 0);
        new RandomStream(plan.Seed, RandomPurpose.BatchOrder, plan.Repeat, plan.FoldNumber, _epochs.Count).Shuffle(_order.AsSpan());

        while (_seen < _order.Length && _divergedAt is null)
        {
            Pause();
            int count = Math.Min(batch, _order.Length - _seen);
            _rate = plan.LearningRate * plan.Schedule.FactorAt(new ScheduleStep(_step, steps, stepsPerEpoch));
            double loss = learner.Step(plan.Data, _order.AsSpan(_seen, count), plan.Scaler, plan.Loss, plan.Optimizer, _rate);
            _lossSum += loss * plan.Loss.Weight(learner.Targets);
            _seen += count;
            if (double.IsFinite(loss))
                _step++;
            else
                _divergedAt = _step + 1;
        }
    }

    private EpochResult EndEpoch()
    {
        double trainLoss = _lossSum / SeenWeight();
        var (validationLoss, metrics) = evaluation.Validate(learner, plan, Pause);
        var epoch = new EpochResult(
            _epochs.Count + 1, _step, _rate, trainLoss, validationLoss, metrics, Elementwise.Norm(learner.Gradient), EpochDuration());
        // The weights are looked at too: the last update of an epoch may have broken what no later loss will show.
        if (!double.IsFinite(Elementwise.Norm(learner.Weights)) || trainLoss > plan.DivergenceFactor * _lossAtStart)
            _divergedAt ??= _step;

        _epochs.Add(epoch);
        (_seen, _lossSum, _rate, _epochBefore) = (0, 0, 0, TimeSpan.Zero);
        return epoch;
    }

    private double SeenWeight()
    {
        double sum = 0;
        foreach (int row in _order.AsSpan(0, _seen))
            sum += plan.Loss.Weight(plan.Data.Targets.Slice(row, 1));
        return sum;
    }

    // Wherever this is called, nothing is half done but what a continued training does again.
    private void Pause()
    {
        if (cancellation.IsCancellationRequested)
        {
            Save();
            cancellation.ThrowIfCancellationRequested();
        }
        if (watch.Save is not null && time.GetElapsedTime(_saved) >= watch.SaveEvery)
            Save();
    }

    private void Save()
    {
        if (watch.Save is null || _lossAtStart is not { } lossAtStart)
            return;
        watch.Save(new TrainingCheckpoint
        {
            Plan = _planText ??= PlanText.Of(plan),
            Epochs = [.. _epochs],
            Step = _step,
            RowsSeen = _seen,
            LossSum = _lossSum,
            LossAtStart = lossAtStart,
            LearningRate = _rate,
            DivergedAtStep = _divergedAt,
            EpochDuration = EpochDuration(),
            Weights = learner.Weights.ToArray(),
            Gradient = learner.Gradient.ToArray(),
            Statistics = learner.Statistics.ToArray(),
            Optimizer = learner.SnapshotOptimizer(),
        });
        _saved = time.GetTimestamp();
    }

    private TimeSpan EpochDuration() => _epochBefore + time.GetElapsedTime(_epochStarted);

    // Processors differ in the bits of a NaN that they compute; here all are one.
    private static string Digest(ReadOnlySpan<float> weights)
    {
        float[] canonical = weights.ToArray();
        foreach (ref float weight in canonical.AsSpan())
            weight = float.IsNaN(weight) ? float.NaN : weight;
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(canonical)));
    }
}
