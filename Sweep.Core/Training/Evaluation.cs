using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>Judges a network, with the weights that its optimizer ships, by many rows, a part at a time, and keeps its memory for the next time.</summary>
internal sealed class Evaluation
{
    /// <summary>Rows that go through the network together; more would only need more memory.</summary>
    public const int Rows = 256;

    private IReadOnlyList<IMetric> _metrics = [];
    private ITally[] _tallies = [];
    private int _outputs;

    /// <summary>The loss of some rows, averaged.</summary>
    /// <param name="learner">The network.</param>
    /// <param name="plan">Where the rows are, and what the loss is.</param>
    /// <param name="rows">Numbers of the rows.</param>
    /// <param name="pause">Called before each part; it may throw.</param>
    public static double MeanLoss(Learner learner, TrainingPlan plan, ReadOnlySpan<int> rows, Action pause) =>
        MeanLoss(learner, plan, rows, [], pause);

    /// <summary>The loss of the validation rows, averaged, and the metrics over all of them.</summary>
    /// <param name="learner">The network.</param>
    /// <param name="plan">Where the rows are, and what is measured.</param>
    /// <param name="pause">Called before each part and each metric; it may throw.</param>
    public (double Loss, double[] Metrics) Validate(Learner learner, TrainingPlan plan, Action pause)
    {
        var tallies = TalliesOf(plan);
        double loss = MeanLoss(learner, plan, plan.Fold.Validation, tallies, pause);
        var metrics = new double[tallies.Length];
        for (int metric = 0; metric < metrics.Length; metric++)
        {
            pause();
            metrics[metric] = tallies[metric].Value;
        }
        return (loss, metrics);
    }

    private static double MeanLoss(Learner learner, TrainingPlan plan, ReadOnlySpan<int> rows, ITally[] tallies, Action pause)
    {
        var shipped = learner.ShippedWeights(plan.Optimizer);
        double sum = 0, weights = 0;
        for (int first = 0; first < rows.Length; first += Rows)
        {
            pause();
            var part = rows[first..Math.Min(first + Rows, rows.Length)];
            double loss = learner.Evaluate(shipped, plan.Data, part, plan.Scaler, plan.Loss), weight = plan.Loss.Weight(learner.Targets);
            sum += loss * weight;
            weights += weight;
            foreach (var tally in tallies)
                tally.Add(learner.Predictions, learner.Targets);
        }
        return sum / weights;
    }

    // Fits of one study share their metrics, and so the memory of these.
    private ITally[] TalliesOf(TrainingPlan plan)
    {
        if (_outputs != plan.Network.Outputs || !_metrics.SequenceEqual(plan.Metrics))
        {
            (_metrics, _outputs) = (plan.Metrics, plan.Network.Outputs);
            _tallies = [.. _metrics.Select(metric => metric.NewTally(_outputs))];
        }
        foreach (var tally in _tallies)
            tally.Reset();
        return _tallies;
    }
}
