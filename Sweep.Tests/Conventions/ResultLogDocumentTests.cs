using Sweep.Core.Parquet;
using Sweep.Runner.RangeTests;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Conventions;

public class ResultLogDocumentTests
{
    [Fact]
    public void The_description_of_the_result_log_has_every_column_with_its_type_and_meaning()
    {
        using var folder = new TemporaryFolder();
        // One column for each setting and metric of the study; the description shows these as patterns.
        var study = StudyReader.Read(SmallStudy.Write(
            folder, text => text
                .Replace("epochs: 3,", "epochs: 3, step_curve: true, early_stopping: { share: 0.2 },", StringComparison.Ordinal)
                .Replace("  optimizer:\n", "  schedule: [constant, { kind: step, every: 1 epoch }]\n  optimizer:\n", StringComparison.Ordinal)
                .Replace("repeats: 2 }", "repeats: 2, seeds: 2, inner: { kind: k_fold, folds: 2 } }", StringComparison.Ordinal) + "\nmethod: refine"));
        string text = Repository.Read("docs/result-log.md");

        AssertDescribed(LogTables.Trials(study));
        AssertDescribed(LogTables.Fits(study));
        AssertDescribed(LogTables.Epochs(study));
        AssertDescribed(LogTables.Steps(study)!);
        AssertDescribed(RangeTestTables.Points);
        AssertDescribed(RangeTestTables.Suggestions);

        void AssertDescribed<TRow>(LogTable<TRow> table)
        {
            int start = text.IndexOf($"## {table.Name}.parquet", StringComparison.Ordinal);
            Assert.True(start >= 0, $"docs/result-log.md has no section {table.Name}.parquet.");
            int end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
            string section = end < 0 ? text[start..] : text[start..end];
            foreach (var column in table.Columns.Where(column => !IsSetting(column.Column.Name)))
            {
                string name = column.Column.Name.Replace("accuracy", "METRIC", StringComparison.Ordinal);
                string type = column.Column.Type switch { ParquetType.Int64 => "int64", ParquetType.Double => "double", ParquetType.Bool => "bool", _ => "string" };
                string row = $"| `{name}` | {type}{(column.Column.Optional ? ", may be null" : "")}{(column.Measured ? ", measured" : "")} | ";
                Assert.Contains(row, section, StringComparison.Ordinal);
                if (name == column.Column.Name)
                    Assert.Contains(row + column.Meaning + " |", section, StringComparison.Ordinal);
            }
        }
    }

    // Of a component; the columns with all of them are described by their names.
    private static bool IsSetting(string column) =>
        (column.StartsWith("optimizer_", StringComparison.Ordinal) || column.StartsWith("schedule_", StringComparison.Ordinal)) && !column.EndsWith("_settings", StringComparison.Ordinal);
}
