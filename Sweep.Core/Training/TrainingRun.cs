using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>One training under way. Between two updates its state is a checkpoint, or could be.</summary>
internal sealed class TrainingRun(
    TrainingPlan plan, TrainingWatch watch, Learner learner, Evaluation evaluation, TimeProvider time, CancellationToken cancellation)
{
    private readonly int[] _order = new int[plan.Fold.Training.Length];
    private readonly List<EpochResult> _epochs = [];
    private readonly StepCurve _curve = new(plan.StepCurve);
    private readonly AveragedWeights? _average = plan.Average is { } rule ? new AveragedWeights(rule, plan.Network) : null;
    private readonly BestEpoch? _best = BestEpoch.Of(plan);
    // Rows held back are judged as validation rows are.
    private readonly TrainingPlan _heldBack = plan.Fold.HeldBack.Length == 0 ? plan : plan with { Fold = plan.Fold with { Validation = plan.Fold.HeldBack } };
    private readonly MonitoredCourse? _course =
        plan.Schedule.WatchesCourse ? new MonitoredCourse(plan.EarlyStopping?.Metric is { } metric && plan.Metrics[metric].Best > plan.Metrics[metric].Worst) : null;
    private readonly bool _cyclesMomentum = plan.Schedule.CyclesMomentum;
    private string? _planText;
    private double? _lossAtStart;
    private long _step;
    private long? _divergedAt;
    private DivergenceReason? _divergedBy;
    private int _seen;
    private double _lossSum;
    private double _rate;
    private double? _momentum;
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
        while (goOn && _divergedAt is null && _epochs.Count < plan.Epochs && _best is not { IsOver: true });
        return End(stopped: !goOn && _divergedAt is null);
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
        _best?.Restore(checkpoint);
        foreach (var epoch in checkpoint.Epochs)
            _course?.Add(epoch.Monitored);
        if (checkpoint.Average is { } average)
            _average?.Restore(average, checkpoint.Averaged);
        _curve.Restore(checkpoint.StepCurve.Span);
        (_lossAtStart, _step) = (checkpoint.LossAtStart, checkpoint.Step);
        (_divergedAt, _divergedBy) = (checkpoint.DivergedAtStep, checkpoint.DivergedBy);
        (_seen, _lossSum, _rate, _epochBefore) =
            (checkpoint.RowsSeen, checkpoint.LossSum, checkpoint.LearningRate, checkpoint.EpochDuration);
    }

    private RandomStream Stream(RandomPurpose purpose) => new(plan.Seed, purpose, plan.Repeat, plan.FoldNumber);

    private void TrainEpoch()
    {
        int batch = plan.BatchSize.Of(_order.Length);
        int stepsPerEpoch = plan.StepsPerEpoch;
        long steps = (long)stepsPerEpoch * plan.Epochs;

        // Every epoch orders the same ascending rows afresh, so that its order depends on its number alone.
        plan.Fold.Training.CopyTo(_order, 0);
        new RandomStream(plan.Seed, RandomPurpose.BatchOrder, plan.Repeat, plan.FoldNumber, _epochs.Count).Shuffle(_order.AsSpan());
        _curve.MakeRoom(stepsPerEpoch);

        while (_seen < _order.Length && _divergedAt is null)
        {
            Pause();
            var at = new ScheduleStep(_step, steps, stepsPerEpoch) { Course = _course };
            _rate = plan.LearningRate * plan.Schedule.FactorAt(at);
            _momentum = _cyclesMomentum ? plan.Schedule.MomentumAt(at) : null;
            Step(batch);
        }
    }

    private void Step(int batch)
    {
        double loss = Accumulate(batch);
        if (double.IsFinite(loss) && learner.Update(plan.Optimizer, _rate, plan.Clipping, _momentum))
            _step++;
        else if (IsTried)
            Reject();
        else
            Diverge(_step + 1, double.IsFinite(loss) ? learner.GradientNorm : loss);

        if (_divergedAt is null)
            _average?.Take(learner, plan.Optimizer, _epochs.Count + 1, endsEpoch: _seen == _order.Length);
        if (_curve.Keeps(_divergedAt ?? _step, _divergedAt is not null))
            _curve.Add(_divergedAt ?? _step, _rate, loss, double.IsFinite(loss) ? learner.GradientNorm : double.NaN);
    }

    // A point that is only tried may be bad beyond numbers; the first one is all that there is.
    private bool IsTried => plan.Optimizer.TriesPoints && _step > 0;

    private void Reject()
    {
        learner.Reject(plan.Optimizer, _rate);
        _step++;
    }

    // The mean loss of the batches that make an update, or the first that is not finite.
    private double Accumulate(int batch)
    {
        for (int part = 0; part < plan.Accumulation && _seen < _order.Length; part++)
        {
            int count = Math.Min(batch, _order.Length - _seen);
            double loss = learner.Accumulate(plan.Data, _order.AsSpan(_seen, count), plan.Scaler, plan.Loss);
            _lossSum += loss * plan.Loss.Weight(learner.Targets);
            _seen += count;
            if (!double.IsFinite(loss))
                return loss;
        }
        return learner.AccumulatedLoss;
    }

    private EpochResult EndEpoch()
    {
        double trainLoss = _lossSum / SeenWeight();
        _average?.PutIn(learner);
        var (validationLoss, metrics) = evaluation.Validate(learner, plan, Pause);
        var epoch = new EpochResult(
            _epochs.Count + 1, _step, _rate, trainLoss, validationLoss, metrics, learner.GradientNorm, EpochDuration())
        {
            Monitored = Monitored(validationLoss, metrics),
        };
        _best?.Take(epoch, learner, plan.Optimizer);
        _course?.Add(epoch.Monitored);
        _average?.TakeOut(learner);

        // The weights are looked at too: the last update of an epoch may have broken what no later loss will show.
        var weights = plan.Optimizer.TriesPoints ? learner.ShippedWeights(plan.Optimizer) : learner.Weights;
        if (!Elementwise.IsFinite(weights))
            Diverge(_step, Elementwise.Norm(weights));
        else if (!plan.Optimizer.TriesPoints && trainLoss > HighestLoss(plan.DivergenceFactor, _lossAtStart!.Value))
            (_divergedAt, _divergedBy) = (_divergedAt ?? _step, _divergedBy ?? DivergenceReason.Loss);

        _epochs.Add(epoch);
        (_seen, _lossSum, _rate, _epochBefore) = (0, 0, 0, TimeSpan.Zero);
        return epoch;
    }

    // A multiple of what is below 0 (a Poisson loss of large counts) is further below it, where good fits are, too.
    private static double HighestLoss(double factor, double start) => start < 0 ? (2 - factor) * start : factor * start;

    private double Monitored(double loss, double[] metrics)
    {
        if (plan.EarlyStopping is null && _course is null)
            return double.NaN;
        if (_heldBack != plan)
            (loss, metrics) = evaluation.Validate(learner, _heldBack, Pause);
        return plan.EarlyStopping?.Metric is { } metric ? metrics[metric] : loss;
    }

    private void Diverge(long step, double value)
    {
        _divergedAt ??= step;
        _divergedBy ??= double.IsNaN(value) ? DivergenceReason.Nan : DivergenceReason.Infinite;
    }

    private TrainingResult End(bool stopped)
    {
        bool restored = _divergedAt is null && _best is { IsKept: true };
        if (restored)
            _best!.Weights!.PutInto(learner);
        else if (_divergedAt is null)
            _average?.PutIn(learner);
        bool early = _divergedAt is null && _best is { IsOver: true } && _epochs.Count < plan.Epochs;
        float[] weights = learner.ShippedWeights(plan.Optimizer).ToArray();
        return new TrainingResult(_epochs, _step, _divergedAt, Digest(weights), stopped && !early)
        {
            Weights = weights,
            DivergedBy = _divergedBy,
            StoppedEarly = early,
            KeptEpoch = restored ? _best!.Epoch!.Value : _epochs.Count,
            StepCurve = _curve.Values.ToArray(),
        };
    }

    private double SeenWeight()
    {
        double sum = 0;
        foreach (int row in _order.AsSpan(0, _seen))
            sum += plan.Loss.Weight(plan.Data.Targets.Batch(row));
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
        bool judged = _average?.TakeOut(learner) == true;
        watch.Save(new TrainingCheckpoint
        {
            Plan = _planText ??= PlanText.Of(plan),
            Epochs = [.. _epochs],
            Step = _step,
            Batches = learner.Batches,
            RowsSeen = _seen,
            LossSum = _lossSum,
            LossAtStart = lossAtStart,
            LearningRate = _rate,
            GradientNorm = learner.GradientNorm,
            DivergedAtStep = _divergedAt,
            DivergedBy = _divergedBy,
            EpochDuration = EpochDuration(),
            Weights = learner.Weights.ToArray(),
            Statistics = learner.Statistics.ToArray(),
            Optimizer = learner.SnapshotOptimizer(),
            Best = _best?.Weights,
            Average = _average?.Snapshot(),
            Averaged = _average?.Taken ?? 0,
            StepCurve = _curve.Values.ToArray(),
        });
        if (judged)
            _average!.PutIn(learner);
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
