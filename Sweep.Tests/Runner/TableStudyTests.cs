using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

/// <summary>Studies of tables with categories and missing values.</summary>
public class TableStudyTests
{
    private const string Data = "data: { file: points.csv, target: cloud }";

    [Fact]
    public void Categories_and_missing_values_become_inputs_and_the_study_runs_to_the_same_results_with_any_number_of_workers()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, "data: { file: points.csv, target: cloud, categorical: [size], missing_values: [NA], missing: { numbers: median, categories: most_frequent }, missing_indicator: true }");

        var (exitCode, output, error) = HyperSweep.Run("check", study);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("data        36 rows, 5 features (9 inputs), 3 classes\n", output, StringComparison.Ordinal); // 4 numbers, 3 sizes, indicators of a and size
        Assert.Contains("missing     values of a, size, filled in by the training rows of each fold\n", output, StringComparison.Ordinal);
        string[] digests =
        [
            .. new[] { "1", "3" }.Select(workers =>
            {
                string results = Path.Combine(folder.Path, workers);
                Assert.Equal(0, HyperSweep.Run("run", study, "--workers", workers, "--output", results, "--quiet").ExitCode);
                return HyperSweep.Run("digest", results).Output;
            }),
        ];
        Assert.Equal(digests[0], digests[1]);
    }

    [Fact]
    public void A_fold_fills_in_what_its_own_training_rows_say()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Write(folder, "data: { file: points.csv, target: cloud, columns: [a], missing_values: [NA], missing: mean, scale: none }"));
        var objective = Assert.IsType<NetworkObjective>(study.Objective);
        var input = new float[1];

        foreach (var fold in objective.Folds)
        {
            var present = fold.Rows.Training.Select(row => objective.Data.Features[row][0]).Where(float.IsFinite).ToArray();
            fold.Scaler.Apply([float.NaN], input);

            Assert.True(present.Length < fold.Rows.Training.Length);
            Assert.Equal((float)present.Average(value => (double)value), input[0], tolerance: 1e-6f);
        }
    }

    /// <summary>What the section says, and the message.</summary>
    public static TheoryData<string, string> Refused() => new()
    {
        { "categorical: [sizes]", "data.categorical: points.csv has no column named \"sizes\". Did you mean \"size\"? It has 6: a, b, c, d, size, cloud." },
        { "categorical: [cloud]", "data.categorical: the target is not encoded: the loss says what it is. Leave it out." },
        { "columns: [a], categorical: [size]", "data.categorical: size is not among data.columns. Add it there, or leave it out here." },
        { "columns: [a, b, c, d], categorical: [a], rows: { kind: sequences, steps: 2 }",
            "data.categorical: only the columns of a table can be categories, and data.rows says otherwise. Leave it out, or use rows: table." },
        { "missing: average", "data.missing: there is no way to fill in missing values named \"average\". Use refuse, mean, median, most_frequent, or { constant: … }." },
        { "missing: { constant: none }",
            "data.missing: the constant for numbers must be a number between ±3.4e38; got \"none\". Give categories a constant of their own: { numbers: …, categories: … }." },
        { "missing: { categories: mean }", "data.missing.categories: categories have no mean and no median. Use most_frequent, or { constant: … } with a category." },
        { "missing: { columns: { e: mean } }", "data.missing.columns.e: points.csv has no column named \"e\". Did you mean \"a\"? It has 6: a, b, c, d, size, cloud." },
        { "missing: { columns: { cloud: most_frequent } }", "data.missing.columns.cloud: cloud is no feature, so that nothing is filled in. Leave it out." },
        { "missing: mean, rows: sparse", "data.missing: sparse rows have no missing values: what they do not have is 0. Leave it out, or use rows: table." },
        { "missing_indicator: true", "data.missing_indicator: missing values are refused, so that there is nothing to indicate. Add missing, for example missing: mean." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_fit_is_refused(string settings, string message)
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, $"data: {{ file: points.csv, target: cloud, {settings} }}");

        WrongInputTests.AssertRefused(folder, study, $"study.yaml, line 3, {message}");
    }

    [Fact]
    public void Missing_categories_are_refused_where_only_numbers_are_filled_in()
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, "data: { file: points.csv, target: cloud, categorical: [size], missing_values: [NA], missing: mean }");

        Assert.EndsWith(
            "points.csv, line 6, column size: the value is missing. Say how to fill it in with data.missing, for example missing: most_frequent, or leave the row out.\n",
            HyperSweep.Run("check", study).Error, StringComparison.Ordinal);
    }

    // The points, with a column of sizes; a is missing in every ninth row, the size in the fifth.
    private static string Write(TemporaryFolder folder, string data)
    {
        string study = SmallStudy.Write(folder, text => text.Replace(Data, data, StringComparison.Ordinal));
        string[] lines = [.. SmallStudy.Csv().TrimEnd().Split('\n').Select((line, number) =>
        {
            string[] fields = line.Split(',');
            string first = number % 9 == 3 ? "NA" : fields[0];
            string size = number switch { 0 => "size", 5 => "", _ when number % 3 == 0 => "large", _ when number % 7 == 0 => "tiny", _ => "small" };
            return string.Join(',', [first, .. fields[1..^1], size, fields[^1]]);
        })];
        folder.Write("points.csv", string.Join('\n', lines) + "\n");
        return study;
    }
}
