using Sweep.Core.Numerics;
using Sweep.Core.Training;

namespace Sweep.Strategies.RangeTest;

/// <summary>One replicate under way. An update allocates nothing.</summary>
internal sealed class ReplicateRun
{
    /// <summary>Rows that go through the network together when they are measured.</summary>
    public const int RowsAtOnce = 256;

    // Enough to know a standard deviation to a tenth.
    private const int RowsOfSpread = 64;

    // Of the running average by which losses of batches are judged.
    private const double PastShare = 0.9;

    private readonly RangeTestOptions _options;
    private readonly TrainingPlan _plan;
    private readonly TrainingCheckpoint? _from;
    private readonly int _replicate;
    private readonly Learner _learner;
    private readonly CancellationToken _cancellation;
    private readonly int[] _measured;
    private readonly int[] _order;
    private readonly int[] _looks;
    private readonly double[][] _losses;
    private readonly double[][] _norms;
    private readonly int[] _counts;
    private readonly double[] _sums;
    private readonly double[] _pasts;
    private int _epoch;
    private int _seen;
    private long _updates;

    public ReplicateRun(
        RangeTestOptions options, TrainingPlan plan, TrainingCheckpoint? from, int replicate, Learner learner, CancellationToken cancellation)
    {
        (_options, _plan, _from, _replicate, _learner, _cancellation) = (options, plan, from, replicate, learner, cancellation);
        _order = new int[plan.Fold.Training.Length];
        int batches = (_order.Length + plan.BatchSize.Of(_order.Length) - 1) / plan.BatchSize.Of(_order.Length);
        _looks = options.Looks((long)((batches + plan.Accumulation - 1) / plan.Accumulation) * plan.Epochs);
        _losses = [.. _looks.Select(_ => new double[options.Rates.Points])];
        _norms = [.. _looks.Select(_ => new double[options.Rates.Points])];
        _counts = new int[_looks.Length];
        _sums = new double[_looks.Length];
        _pasts = [.. _looks.Select(_ => 1.0)];

        plan.Fold.Training.CopyTo(_order, 0);
        Stream(RandomPurpose.RangeTestRows).Shuffle(_order.AsSpan());
        _measured = [.. _order.Take(options.MeasuredRows == 0 ? RowsOfSpread : options.MeasuredRows).Order()];
    }

    /// <summary>Tries the rates, lowest first, until the loss diverges or there are no more.</summary>
    public RangeTestReplicate ToTheEnd()
    {
        double[] rates = _options.Rates.ToArray();
        Restart();
        double spread = Spread(), first = MeasuredLoss();
        double[] bests = [.. _looks.Select(_ => first)];
        var stopped = double.IsFinite(first) ? StopReason.EndOfRange : ReasonOf(first);

        for (int rate = 0; rate < rates.Length && stopped == StopReason.EndOfRange; rate++)
        {
            if (rate > 0 && _options.Mode == RangeTestMode.ShortRuns)
                Restart();
            stopped = Try(rates[rate], first, spread, bests) ?? StopReason.EndOfRange;
        }

        RangeTestReplicate? replicate = null;
        for (int look = 0; look < _looks.Length; look++)
        {
            replicate = new RangeTestReplicate(_replicate, _looks[look], rates, _losses[look][.._counts[look]], _norms[look][.._counts[look]], stopped)
            {
                FirstLoss = first,
                Spread = spread,
                Shorter = replicate,
            };
        }
        return replicate!;
    }

    // One rate: the reason why no higher one needs to be tried, if there is one.
    private StopReason? Try(double rate, double first, double spread, double[] bests)
    {
        int made = 0;
        for (int look = 0; look < _looks.Length; look++)
        {
            var trouble = Train(rate, _looks[look] - made, out double batchLoss);
            made = _looks[look];
            double loss = trouble is not null || _options.MeasuredRows == 0 ? batchLoss : MeasuredLoss();
            double judged = _options.MeasuredRows == 0 ? Averaged(look, loss) : loss;
            trouble ??= _options.Divergence.ReasonToStop(judged, first, bests[look], spread);
            if (trouble is not null)
                return trouble;
            int count = _counts[look]++;
            (_losses[look][count], _norms[look][count], bests[look]) = (loss, _learner.GradientNorm, Math.Min(bests[look], judged));
        }
        return null;
    }

    // One batch may be far off; that is no divergence. Corrected for its start at 0.
    private double Averaged(int look, double loss)
    {
        _sums[look] = PastShare * _sums[look] + (1 - PastShare) * loss;
        _pasts[look] *= PastShare;
        return _sums[look] / (1 - _pasts[look]);
    }

    private RandomStream Stream(RandomPurpose purpose, int epoch = 0) => new(_plan.Seed, purpose, _replicate, _plan.FoldNumber, epoch);

    private void Restart()
    {
        var layers = Stream(RandomPurpose.RangeTestLayers);
        if (_from is { } checkpoint)
            _learner.Restore(checkpoint, layers);
        else
            _learner.Restart(Stream(RandomPurpose.RangeTestWeights), layers);
        (_epoch, _seen, _updates) = (-1, _order.Length, 0);
    }

    // The reason to end here, if an update could not be made; the mean loss of the batches, each before its update.
    private StopReason? Train(double rate, int steps, out double loss)
    {
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            _cancellation.ThrowIfCancellationRequested();
            double batch = Accumulate();
            if (double.IsFinite(batch) && _learner.Update(_plan.Optimizer, rate, _plan.Clipping))
            {
                _updates++;
                sum += batch;
            }
            else if (_plan.Optimizer.TriesPoints && _updates > 0)
            {
                // A point that is only tried may be bad beyond numbers.
                _learner.Reject(_plan.Optimizer, rate);
            }
            else
            {
                loss = double.NaN;
                return double.IsFinite(batch) ? GradientTrouble() : ReasonOf(batch);
            }
        }
        loss = sum / steps;
        return null;
    }

    private StopReason GradientTrouble() => double.IsNaN(_learner.GradientNorm) ? StopReason.Nan : StopReason.GradientOverflow;

    private static StopReason ReasonOf(double loss) => double.IsNaN(loss) ? StopReason.Nan : StopReason.Infinite;

    // The mean loss of the batches that make an update, or the first that is not finite.
    private double Accumulate()
    {
        if (_seen == _order.Length)
            StartEpoch();
        int batch = _plan.BatchSize.Of(_order.Length);
        for (int part = 0; part < _plan.Accumulation && _seen < _order.Length; part++)
        {
            int count = Math.Min(batch, _order.Length - _seen);
            double loss = _learner.Accumulate(_plan.Data, _order.AsSpan(_seen, count), _plan.Scaler, _plan.Loss);
            _seen += count;
            if (!double.IsFinite(loss))
                return loss;
        }
        return _learner.AccumulatedLoss;
    }

    private void StartEpoch()
    {
        _plan.Fold.Training.CopyTo(_order, 0);
        Stream(RandomPurpose.RangeTestOrder, ++_epoch).Shuffle(_order.AsSpan());
        _seen = 0;
    }

    private double MeasuredLoss()
    {
        var shipped = _learner.ShippedWeights(_plan.Optimizer);
        double sum = 0, weights = 0;
        for (int start = 0; start < _measured.Length; start += RowsAtOnce)
        {
            var rows = _measured.AsSpan(start, Math.Min(RowsAtOnce, _measured.Length - start));
            double loss = _learner.Evaluate(shipped, _plan.Data, rows, _plan.Scaler, _plan.Loss), weight = _plan.Loss.Weight(_learner.Targets);
            sum += loss * weight;
            weights += weight;
        }
        return sum / weights;
    }

    private double Spread()
    {
        var shipped = _learner.ShippedWeights(_plan.Optimizer);
        int count = Math.Min(RowsOfSpread, _measured.Length);
        Span<double> losses = stackalloc double[count];
        double mean = 0;
        for (int i = 0; i < count; i++)
        {
            losses[i] = _learner.Evaluate(shipped, _plan.Data, _measured.AsSpan(i, 1), _plan.Scaler, _plan.Loss);
            mean += losses[i] / count;
        }
        double squares = 0;
        foreach (double loss in losses)
            squares += (loss - mean) * (loss - mean);
        return Math.Sqrt(squares / Math.Max(1, count - 1));
    }
}
