using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>Judges a network by many rows, a part at a time, and keeps its memory for the next time.</summary>
internal sealed class Evaluation
{
    /// <summary>Rows that go through the network together; more would only need more memory.</summary>
    public const int Rows = 256;

    private float[] _predictions = [];
    private float[] _targets = [];

    /// <summary>The loss of some rows, averaged.</summary>
    /// <param name="learner">The network.</param>
    /// <param name="plan">Where the rows are, and what the loss is.</param>
    /// <param name="rows">Numbers of the rows.</param>
    /// <param name="pause">Called before each part; it may throw.</param>
    public static double MeanLoss(Learner learner, TrainingPlan plan, ReadOnlySpan<int> rows, Action pause)
    {
        double sum = 0, weights = 0;
        for (int first = 0; first < rows.Length; first += Rows)
        {
            pause();
            var part = rows[first..Math.Min(first + Rows, rows.Length)];
            double loss = learner.Evaluate(plan.Data, part, plan.Scaler, plan.Loss), weight = plan.Loss.Weight(learner.Targets);
            sum += loss * weight;
            weights += weight;
        }
        return sum / weights;
    }

    /// <summary>The loss of the validation rows, averaged, and the metrics over all of them.</summary>
    /// <param name="learner">The network.</param>
    /// <param name="plan">Where the rows are, and what is measured.</param>
    /// <param name="pause">Called before each part and each metric; it may throw.</param>
    public (double Loss, double[] Metrics) Validate(Learner learner, TrainingPlan plan, Action pause)
    {
        ReadOnlySpan<int> rows = plan.Fold.Validation;
        int outputs = plan.Network.Outputs;
        if (_predictions.Length < rows.Length * outputs)
        {
            _predictions = new float[rows.Length * outputs];
            _targets = new float[rows.Length * outputs];
        }

        double sum = 0;
        for (int first = 0; first < rows.Length; first += Rows)
        {
            pause();
            var part = rows[first..Math.Min(first + Rows, rows.Length)];
            sum += learner.Evaluate(plan.Data, part, plan.Scaler, plan.Loss) * part.Length;
            learner.Predictions.Values.CopyTo(_predictions.AsSpan(first * outputs));
            learner.Targets.Values.CopyTo(_targets.AsSpan(first * outputs));
        }

        var predictions = new ReadOnlyMatrixSpan(_predictions.AsSpan(0, rows.Length * outputs), rows.Length, outputs);
        var targets = new ReadOnlyMatrixSpan(_targets.AsSpan(0, rows.Length * outputs), rows.Length, outputs);
        var metrics = new double[plan.Metrics.Count];
        for (int metric = 0; metric < metrics.Length; metric++)
        {
            pause();
            metrics[metric] = plan.Metrics[metric].Evaluate(predictions, targets);
        }
        return (sum / rows.Length, metrics);
    }
}
