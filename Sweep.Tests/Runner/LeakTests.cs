using System.Globalization;
using System.Text;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Runner;

/// <summary>
/// Data whose validation rows give their answers away to whoever prepares all rows together. The program must stay at chance on it; prepared by
/// hand the forbidden way it does not, so that the test can fail.
/// </summary>
public class LeakTests
{
    private const string Yaml = """
        name: leak
        data: { file: rows.csv, target: class }
        model: { kind: mlp, hidden: [], initializer: zeros }
        training: { epochs: 200, batch_size: all, loss: cross_entropy }
        validation: { kind: hold_out, share: 0.33, shuffle: false }
        metric: { name: validation_accuracy }
        parameters: { optimizer: sgd, learning_rate: 0.5 }
        """;

    private const int Learned = 40, Judged = 20;

    [Fact]
    public void What_fills_in_missing_values_knows_nothing_of_rows_that_judge()
    {
        // Learned rows of "yes" have no value and those of "no" have 0: only the mean over all rows tells them apart, in the way in which judged rows differ.
        var rows = Enumerable.Range(0, Learned + Judged).Select(row => (Value: row % 2 == 0 ? 0 : row < Learned ? double.NaN : 10, IsYes: row % 2 == 1)).ToArray();
        double mean = rows.Where(row => !double.IsNaN(row.Value)).Average(row => row.Value);

        Assert.Equal(0.5, Accuracy(Csv("x", rows.Select(row => (new[] { row.Value }, row.IsYes))), ("target: class", "target: class, missing: mean")));
        Assert.Equal(1, Accuracy(Csv("x", rows.Select(row => (new[] { double.IsNaN(row.Value) ? mean : row.Value }, row.IsYes)))));
    }

    [Fact]
    public void What_scales_features_knows_nothing_of_rows_that_judge()
    {
        // In learned rows both features are the answer. In judged rows the first is large and says nothing: scaled by all rows it is hardly learned.
        double[][] values = [.. Enumerable.Range(0, Learned + Judged).Select(row => new double[] { row < Learned ? Sign(row) : 1000 * Sign(row / 2), Sign(row) })];
        double[] means = [values.Average(row => row[0]), values.Average(row => row[1])];
        double[] deviations = [.. means.Index().Select(column => Math.Sqrt(values.Average(row => Math.Pow(row[column.Index] - column.Item, 2))))];

        Assert.Equal(0.5, Accuracy(Csv("x,y", values.Select((row, index) => (row, index % 2 == 1)))));
        Assert.Equal(1, Accuracy(
            Csv("x,y", values.Select((row, index) => (row.Select((value, column) => (value - means[column]) / deviations[column]).ToArray(), index % 2 == 1))),
            ("target: class", "target: class, scale: none")));

        static double Sign(int row) => row % 2 == 0 ? -1 : 1;
    }

    [Fact]
    public void A_category_that_only_rows_that_judge_have_tells_nothing()
    {
        string csv = "x,class\n" + string.Concat(Enumerable.Range(0, Learned + Judged).Select(row => row < Learned
            ? $"seen,{Name(row % 2 == 1)}\n"
            : $"{(row % 2 == 1 ? "new" : "newer")},{Name(row % 2 == 1)}\n"));

        Assert.Equal(0.5, Accuracy(csv, ("target: class", "target: class, categorical: [x]")));
    }

    [Fact]
    public void Nothing_chooses_features_by_rows_that_judge()
    {
        // Features and classes of chance. Of 1,000 features some go with the classes of all 60 rows, and with those of new rows none does.
        var random = new RandomStream(3, RandomPurpose.Search);
        bool[] isYes = [.. Enumerable.Range(0, 60).Select(_ => random.NextInt(2) == 1)];
        double[][] values = [.. isYes.Select(_ => Enumerable.Range(0, 1000).Select(_ => random.Normal()).ToArray())];
        int[] best = [.. Enumerable.Range(0, 1000).OrderByDescending(column => Math.Abs(values.Index().Sum(row => isYes[row.Index] ? row.Item[column] : -row.Item[column]))).Take(10)];
        (string, string)[] folds = [("kind: hold_out, share: 0.33, shuffle: false", "kind: stratified_k_fold, folds: 5"), ("epochs: 200", "epochs: 30")];

        double honest = Accuracy(Csv(Names(1000), values.Select((row, index) => (row, isYes[index]))), folds);
        double leaked = Accuracy(Csv(Names(10), values.Select((row, index) => (best.Select(column => row[column]).ToArray(), isYes[index]))), folds);

        Assert.InRange(honest, 0.3, 0.65);
        Assert.InRange(leaked, 0.8, 1);

        static string Names(int count) => string.Join(',', Enumerable.Range(0, count).Select(column => $"f{column}"));
    }

    [Fact]
    public void A_fit_ends_with_the_same_weights_whatever_the_rows_say_that_judge_it()
    {
        string[] changes = [Weights(_ => false), Weights(row => row >= Learned), Weights(row => row == 7)];

        Assert.Equal(changes[0], changes[1]);
        Assert.NotEqual(changes[0], changes[2]);

        // Missing values, categories, scaling, class weights: all that is fitted.
        static string Weights(Func<int, bool> isChanged) => Run(
            "x,y,z,class\n" + string.Concat(Enumerable.Range(0, Learned + Judged).Select(row => isChanged(row)
                ? $"{1000 - row},{(row % 3 == 0 ? "b" : "")},-7,{Name(row % 7 > 1)}\n"
                : $"{(row % 4 == 0 ? "" : row % 9)},{(row % 5 == 0 ? "" : row % 2 == 0 ? "a" : "b")},{row * 3 % 11},{Name(row % 2 == 1)}\n")),
            results => Assert.Single(TestStudy.Column<string>(results, "fits", "weights_digest")),
            ("target: class", "target: class, categorical: [y], missing: { numbers: median, categories: most_frequent }, missing_indicator: true"),
            ("loss: cross_entropy", "loss: cross_entropy, class_weights: balanced"));
    }

    private static double Accuracy(string csv, params (string From, string To)[] changes) =>
        Run(csv, results => Assert.Single(TestStudy.Column<double>(results, "trials", "objective")), changes);

    private static T Run<T>(string csv, Func<string, T> read, params (string From, string To)[] changes)
    {
        using var folder = new TemporaryFolder();
        string text = changes.Aggregate(Yaml, (yaml, change) => yaml.Replace(change.From, change.To, StringComparison.Ordinal));
        folder.Write("rows.csv", csv);
        var (exitCode, _, error) = HyperSweep.Run("run", folder.Write("study.yaml", text), "--quiet");
        Assert.Equal((0, ""), (exitCode, error));
        return read(Path.Combine(folder.Path, "results"));
    }

    private static string Csv(string names, IEnumerable<(double[] Values, bool IsYes)> rows)
    {
        var text = new StringBuilder(names + ",class\n");
        foreach (var (values, isYes) in rows)
            text.Append(CultureInfo.InvariantCulture, $"{string.Join(',', values.Select(value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture)))},{Name(isYes)}\n");
        return text.ToString();
    }

    private static string Name(bool isYes) => isYes ? "yes" : "no";
}
