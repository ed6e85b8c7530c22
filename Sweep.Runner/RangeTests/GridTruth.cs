using Sweep.Core.Parquet;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Runner.RangeTests;

/// <summary>What the study's own trials say of the learning rates of its optimizers: what a range test is to foretell.</summary>
/// <param name="Best">The best learning rate.</param>
/// <param name="Objective">The mean metric there.</param>
/// <param name="StandardError">Its standard error: the standard deviation over folds, divided by the root of their number.</param>
/// <param name="AsGood">The learning rates whose mean is within one standard error of the best, ascending.</param>
internal sealed record GridTruth(double Best, double Objective, double StandardError, IReadOnlyList<double> AsGood)
{
    /// <summary>Reads it from trials.parquet, for each optimizer that has completed trials.</summary>
    /// <returns>Nothing where the folder has no results of this study.</returns>
    public static IReadOnlyDictionary<string, GridTruth> Of(Study study, string directory)
    {
        var none = new Dictionary<string, GridTruth>(StringComparer.Ordinal);
        string file = Path.Combine(directory, "trials.parquet");
        if (!File.Exists(file))
            return none;
        using var reader = ParquetReader.Open(file);
        if (reader.Metadata.GetValueOrDefault(LogMetadata.StudyDigest) != study.Source.Digest || reader.Metadata.GetValueOrDefault(LogMetadata.DataDigest) != study.Source.DataDigest)
            return none;

        string[] optimizers = reader.Read<string>("optimizer").Values;
        double[] rates = reader.Read<double>("learning_rate").Values, objectives = reader.Read<double>("objective").Values;
        double[] deviations = reader.Read<double>("objective_sd").Values;
        long[] counts = reader.Read<long>("objective_count").Values;
        return Enumerable.Range(0, optimizers.Length)
            .Where(trial => !double.IsNaN(objectives[trial]) && counts[trial] > 1) // of a single fold no error is known
            .GroupBy(trial => optimizers[trial], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group =>
            {
                int best = group.Aggregate((one, other) => study.Metric.Better(objectives[other], objectives[one]) ? other : one);
                double error = deviations[best] / Math.Sqrt(counts[best]);
                double[] asGood = [.. group.Where(trial => Math.Abs(objectives[trial] - objectives[best]) <= error).Select(trial => rates[trial]).Distinct().Order()];
                return new GridTruth(rates[best], objectives[best], error, asGood);
            }, StringComparer.Ordinal);
    }

    /// <summary>Whether an interval holds a learning rate that is as good as the best.</summary>
    public bool IsHeldBy(double low, double high) => AsGood.Any(rate => rate >= low && rate <= high);
}
