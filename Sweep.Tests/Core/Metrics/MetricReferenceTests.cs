using System.Globalization;
using System.Text.Json;
using Sweep.Core.Metrics;
using Sweep.Core.Numerics;
using Sweep.Core.Statistics;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Metrics;

public class MetricReferenceTests
{
    /// <summary>What is not built, by group and the beginning of its key, and why.</summary>
    private static readonly Dictionary<string, string> _leftOut = new()
    {
        ["aggregate.std_population"] = "scores of folds are a sample",
        ["aggregate.standard_error"] = "folds are not independent: the interval of a mean knows that, and this does not",
        ["aggregate.median"] = "no report has it",
        ["aggregate.min"] = "no report has it",
        ["aggregate.max"] = "no report has it",
    };

    private static readonly Dictionary<string, Func<NumberMetric>> _regression = new()
    {
        ["mse"] = () => new MeanSquaredError(),
        ["rmse"] = () => new RootMeanSquaredError(),
        ["mae"] = () => new MeanAbsoluteError(),
        ["r2"] = () => new RSquared(),
        ["explained_variance"] = () => new ExplainedVariance(),
        ["mape"] = () => new MeanAbsolutePercentageError(),
        ["max_error"] = () => new MaxError(),
        ["median_ae"] = () => new MedianAbsoluteError(),
        ["msle"] = () => new MeanSquaredLogError(),
        ["poisson_deviance"] = () => new MeanPoissonDeviance(),
        ["gamma_deviance"] = () => new MeanGammaDeviance(),
    };

    private static readonly ReferenceFile _file = ReferenceFile.Load("metrics.json");

    public static TheoryData<string> Cases() => ReferenceFile.Ids("metrics.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_figure_of_a_case_is_that_of_the_reference(string id)
    {
        var each = _file[id];
        string group = each.GetProperty("group").GetString()!;
        var tolerance = each.GetProperty("tolerance");
        Func<string, double[]?> compute = group switch
        {
            "classification" => Classification(each),
            "ranking" => Ranking(each),
            "probabilities" => Probabilities(each),
            "regression" => Regression(each),
            "aggregate" => Aggregate(each),
            _ => throw new InvalidOperationException($"There is no group {group} of metrics."),
        };
        int checkedFigures = 0;
        foreach (var (path, expected) in Figures(each.GetProperty("expected"), ""))
        {
            if (_leftOut.Keys.Any(prefix => $"{group}.{path}".StartsWith(prefix, StringComparison.Ordinal)))
                continue;
            double[] got = compute(path) ?? throw new InvalidOperationException($"{group}.{path} is neither computed nor left out.");
            double[] wanted = path == "labels" ? [1] : ReferenceFile.Numbers(expected);
            Assert.Equal(wanted.Length, got.Length);
            for (int i = 0; i < wanted.Length; i++)
                ReferenceFile.AssertClose(wanted[i], got[i], tolerance.GetProperty("abs").GetDouble(), tolerance.GetProperty("rel").GetDouble(), $"{path} [{i}]");
            checkedFigures++;
        }
        Assert.True(checkedFigures > 0, $"Nothing of {id} was checked.");
    }

    [Fact]
    public void What_is_left_out_is_there() => Assert.All(_leftOut.Keys, prefix => Assert.Contains(
        ReferenceFile.Load("metrics.json").Cases.SelectMany(each => Figures(each.GetProperty("expected"), "").Select(figure => $"{each.GetProperty("group")}.{figure.Path}")),
        path => path.StartsWith(prefix, StringComparison.Ordinal)));

    private static Func<string, double[]?> Classification(JsonElement each)
    {
        var expected = each.GetProperty("expected");
        string[] truth = Labels(each.GetProperty("input").GetProperty("y_true")), predicted = Labels(each.GetProperty("input").GetProperty("y_pred"));
        string[] labels = Labels(expected.GetProperty("labels"));
        var matrix = new ConfusionMatrix(labels.Length);
        foreach (var (row, weight) in Weights(each, truth.Length).Index())
            matrix.Add(Array.IndexOf(labels, truth[row]), Array.IndexOf(labels, predicted[row]), weight);
        var accuracy = new Accuracy().NewTally(labels.Length + 1);
        accuracy.Add(OneHot(predicted), OneHot(truth), Weights(each, truth.Length));

        return path => path.Split('.', 3) switch
        {
            ["accuracy"] => [accuracy.Value],
            ["correct_count"] => [matrix.OfAll().Hits],
            ["balanced_accuracy"] => [new BalancedAccuracy().Of(matrix)],
            ["balanced_accuracy_adjusted"] => [matrix.BalancedAccuracy(adjusted: true)],
            ["confusion_matrix"] => [.. Enumerable.Range(0, labels.Length * labels.Length).Select(i => matrix[i / labels.Length, i % labels.Length])],
            // The classes of a case are those that occur, and sometimes more.
            ["labels"] => [truth.Concat(predicted).Except(labels).Any() || !labels.Order(StringComparer.Ordinal).SequenceEqual(labels) ? 0 : 1],
            ["mcc"] => [new MatthewsCorrelation().Of(matrix)],
            ["cohen_kappa"] => [new CohenKappa().Of(matrix)],
            // With one label a row, the share of wrong labels is that of wrong rows.
            ["hamming_loss" or "zero_one_loss"] => [new ZeroOneLoss().Of(matrix)],
            ["zero_division_0", var average, var score] => Averaged(matrix, labels, expected.GetProperty("zero_division_0"), average, score, 0),
            ["zero_division_1", var average, var score] => Averaged(matrix, labels, expected.GetProperty("zero_division_1"), average, score, 1),
            _ => null,
        };

        // A class that never occurs, so that there are always two.
        ReadOnlyMatrixSpan OneHot(string[] names) =>
            new(names.SelectMany(name => labels.Append("another").Select(label => label == name ? 1f : 0f)).ToArray(), names.Length, labels.Length + 1);
    }

    private static double[]? Averaged(ConfusionMatrix matrix, string[] labels, JsonElement expected, string average, string score, double zeroDivision)
    {
        if (score == "support")
            return [.. labels.Select((_, number) => matrix.Of(number).Actual)];
        if (score == "pos_label")
            return ReferenceFile.Numbers(expected.GetProperty("binary").GetProperty("pos_label"));
        Func<ClassCounts, double>? of = score switch
        {
            "precision" => counts => counts.Precision(zeroDivision),
            "recall" => counts => counts.Recall(zeroDivision),
            "jaccard" => counts => counts.Jaccard(zeroDivision),
            ['f', .. var beta] when double.TryParse(beta, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) =>
                counts => counts.FScore(number, zeroDivision),
            _ => null,
        };
        return of is null ? null : average switch
        {
            "per_class" => [.. labels.Select((_, number) => of(matrix.Of(number)))],
            "micro" => [of(matrix.OfAll())],
            "macro" => [matrix.Macro(of)],
            "weighted" => [matrix.Weighted(of)],
            "binary" => [of(matrix.Of(Array.IndexOf(labels, expected.GetProperty("binary").GetProperty("pos_label").ToString())))],
            _ => null,
        };
    }

    private static Func<string, double[]?> Ranking(JsonElement each)
    {
        double[] truth = ReferenceFile.Numbers(each.GetProperty("input").GetProperty("y_true")), scores = ReferenceFile.Numbers(each.GetProperty("input").GetProperty("score"));
        var ranking = new ScoreRanking();
        foreach (var (row, weight) in Weights(each, truth.Length).Index())
            ranking.Add(scores[row], truth[row] == 1, weight);
        return path => path.Split('.', 2) switch
        {
            ["roc_auc"] => [ranking.RocAuc()],
            // What the library refuses has no value here.
            ["roc_auc_error"] => [double.IsNaN(ranking.RocAuc()) ? 1 : 0],
            ["average_precision"] => [ranking.AveragePrecision()],
            ["roc_curve", "fpr"] => ranking.RocCurve().FalseAlarms,
            ["roc_curve", "tpr"] => ranking.RocCurve().Hits,
            ["roc_curve", "thresholds_after_first"] => ranking.RocCurve().Thresholds,
            ["precision_recall_curve", "precision"] => ranking.PrecisionRecallCurve().Precision,
            ["precision_recall_curve", "recall"] => ranking.PrecisionRecallCurve().Recall,
            ["precision_recall_curve", "thresholds"] => ranking.PrecisionRecallCurve().Thresholds,
            _ => Number(path, "roc_auc_max_fpr_") is { } share ? [ranking.RocAuc(share)] : null,
        };
    }

    private static Func<string, double[]?> Probabilities(JsonElement each)
    {
        int[] truth = ReferenceFile.Integers(each.GetProperty("input").GetProperty("y_true"));
        double[][] rows = [.. each.GetProperty("input").GetProperty("proba").EnumerateArray().Select(ReferenceFile.Numbers)];
        double[] weights = Weights(each, truth.Length);
        var scored = new ScoredRows(rows[0].Length);
        foreach (var (row, probabilities) in rows.Index())
            probabilities.CopyTo(scored.Add(truth[row], weights[row]));
        return path => path switch
        {
            "log_loss" => [Mean(new LogLoss())],
            "log_loss_sum" => [Mean(new LogLoss()) * weights.Sum()],
            "brier" => [Mean(new BrierScore())],
            "brier_multiclass" => [rows.Index().Sum(row => weights[row.Index] * BrierScore.Sum(row.Item, truth[row.Index])) / weights.Sum()],
            "roc_auc_ovr_macro" => [new RocAuc().Of(scored, rows[0].Length)],
            "roc_auc_ovr_weighted" => [new RocAuc { Weighted = true }.Of(scored, rows[0].Length)],
            "roc_auc_ovo_macro" => [new RocAuc { Pairs = true }.Of(scored, rows[0].Length)],
            "roc_auc_ovo_weighted" => [new RocAuc { Pairs = true, Weighted = true }.Of(scored, rows[0].Length)],
            _ when Number(path, "log_loss_clip_") is { } clip => [Mean(new LogLoss { Clip = clip })],
            _ when path.EndsWith("_accuracy", StringComparison.Ordinal) && Number(path[..^"_accuracy".Length], "top") is { } classes =>
                [Mean(new TopAccuracy { Classes = (int)classes })],
            _ => null,
        };

        double Mean(RowMetric metric)
        {
            var tally = new RowTally(metric, rows[0].Length);
            foreach (var (row, probabilities) in rows.Index())
                tally.Add(probabilities, truth[row], weights[row]);
            return tally.Value;
        }
    }

    private static Func<string, double[]?> Regression(JsonElement each)
    {
        double[] truth = ReferenceFile.Numbers(each.GetProperty("input").GetProperty("y_true")), predicted = ReferenceFile.Numbers(each.GetProperty("input").GetProperty("y_pred"));
        return path =>
        {
            var metric = Number(path, "pinball_") is { } quantile ? new PinballLoss { Quantile = quantile } : _regression.GetValueOrDefault(path)?.Invoke();
            if (metric is null)
                return null;
            var tally = metric.NewTally();
            foreach (var (row, weight) in Weights(each, truth.Length).Index())
                tally.Add(predicted[row], truth[row], weight);
            return [tally.Value];
        };
    }

    private static Func<string, double[]?> Aggregate(JsonElement each)
    {
        var mean = ResampledMean.Of(ReferenceFile.Numbers(each.GetProperty("input").GetProperty("scores")));
        return path => path switch
        {
            "mean" => [mean.Mean],
            "std_sample" => [mean.StandardDeviation],
            _ => null,
        };
    }

    private static double? Number(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && double.TryParse(path[prefix.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;

    private static double[] Weights(JsonElement each, int rows) =>
        each.GetProperty("input").TryGetProperty("sample_weight", out var weights) ? ReferenceFile.Numbers(weights) : [.. Enumerable.Repeat(1.0, rows)];

    private static string[] Labels(JsonElement values) => [.. values.EnumerateArray().Select(label => label.ToString())];

    /// <summary>All figures that a case has, by the path of their keys.</summary>
    private static IEnumerable<(string Path, JsonElement Value)> Figures(JsonElement value, string path) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(each => Figures(each.Value, path.Length == 0 ? each.Name : $"{path}.{each.Name}"))
        : [(path, value)];
}
