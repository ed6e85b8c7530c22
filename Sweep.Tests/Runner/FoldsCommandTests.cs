using System.Text.Json;

namespace Sweep.Tests.Runner;

public class FoldsCommandTests
{
    [Fact]
    public void A_line_for_each_fold_has_its_rows_by_class_and_says_where_a_class_is_missing()
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(folder, "{ kind: k_fold, folds: 2, shuffle: false }");
        folder.Write("rows.csv", "a,class\n1,no\n2,no\n3,no\n4,yes\n5,yes\n6,no\n");

        var (exitCode, output, error) = HyperSweep.Run("folds", study);

        Assert.Equal((0, ""), (exitCode, error));
        string[] lines = [.. output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Equal("split: 6 rows, 4 trials × 2 folds = 8 fits of 2 epochs", lines[0]);
        Assert.Contains("fold training validation training by class validation by class note", lines);
        Assert.Contains("0 3 3 no 1, yes 2 no 3, yes 0 no validation row of yes", lines);
        Assert.Contains("1 3 3 no 3, yes 0 no 1, yes 2 no training row of yes", lines);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "results")));
    }

    [Fact]
    public void Repeats_inner_folds_rows_held_back_and_groups_have_columns_of_their_own_and_seeds_none()
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(
            folder, "{ kind: group_k_fold, folds: 2, groups: site, repeats: 2, seeds: 3, inner: { kind: group_k_fold, folds: 2 } }", ("epochs: 2,", "epochs: 2, early_stopping: { share: 0.3 },"));

        var (_, output, _) = HyperSweep.Run("folds", study);

        string[] lines = [.. output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Equal("split: 24 rows of 8 groups, 4 trials × (4 folds and 8 inner folds) × 3 seeds = 144 fits of 2 epochs", lines[0]);
        Assert.Contains("repeat fold inner training held back validation training by class validation by class note", lines);
        // 12 training rows of 4 groups, of which 1 is held back; inside 6 of 2, of which again 1.
        Assert.Equal(4, lines.Count(line => line.Contains("9 (3 groups) 3 (1 group) 12 (4 groups)", StringComparison.Ordinal)));
        Assert.Equal(8, lines.Count(line => line.Contains("3 (1 group) 3 (1 group) 6 (2 groups)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_row_is_listed_with_its_part_of_every_fold()
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(folder, "{ kind: time_series, folds: 2, test_size: 2, gap: 1, inner: { kind: hold_out, share: 0.5 } }", ("batch_size: 2", "batch_size: all"));
        folder.Write("rows.csv", "a,class\n1,no\n2,yes\n3,no\n4,yes\n5,no\n6,yes\n7,no\n");

        var (exitCode, output, _) = HyperSweep.Run("folds", study, "--rows");

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """
            repeat,fold,inner_fold,row,part,class
            0,0,,0,training,no
            0,0,,1,training,yes
            0,0,,3,validation,yes
            0,0,,4,validation,no
            0,0,0,0,training,no
            0,0,0,1,validation,yes
            0,1,,0,training,no
            0,1,,1,training,yes
            0,1,,2,training,no
            0,1,,3,training,yes
            0,1,,5,validation,yes
            0,1,,6,validation,no
            0,1,0,0,training,no
            0,1,0,1,training,yes
            0,1,0,2,validation,no
            0,1,0,3,validation,yes

            """,
            output);
    }

    [Fact]
    public void Json_and_csv_have_the_same_figures()
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(folder, "{ kind: stratified_group_k_fold, folds: 3, groups: site }");

        using var json = JsonDocument.Parse(HyperSweep.Run("folds", study, "--format", "json", "--rows").Output);
        string[][] csv = [.. HyperSweep.Run("folds", study, "--format", "csv").Output.TrimEnd('\n').Split('\n').Select(line => line.Split(','))];

        Assert.Equal(["repeat", "fold", "inner_fold", "training_rows", "held_back_rows", "validation_rows", "training_groups", "held_back_groups", "validation_groups"], csv[0][..9]);
        var folds = json.RootElement.GetProperty("folds").EnumerateArray().ToArray();
        Assert.Equal(3, folds.Length);
        Assert.All(folds.Zip(csv[1..]), pair =>
        {
            var (training, validation) = (pair.First.GetProperty("training"), pair.First.GetProperty("validation"));
            Assert.Equal(pair.Second[3], training.GetProperty("rows").ToString());
            Assert.Equal(pair.Second[8], validation.GetProperty("groups").ToString());
            Assert.Equal(pair.Second[9..11], training.GetProperty("classes").EnumerateObject().Select(each => each.Value.ToString()));
            Assert.Equal(pair.Second[13..], validation.GetProperty("classes").EnumerateObject().Select(each => each.Value.ToString()));
            Assert.Equal(24, training.GetProperty("row_numbers").GetArrayLength() + validation.GetProperty("row_numbers").GetArrayLength());
        });
    }

    [Fact]
    public void Of_a_number_the_mean_and_deviation_are_shown()
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(folder, "{ kind: hold_out, share: 0.4, shuffle: false }", ("target: class", "target: b"), ("cross_entropy", "mean_squared_error"));
        folder.Write("rows.csv", "a,b\n1,1\n2,2\n3,3\n4,10\n5,20\n");

        string output = HyperSweep.Run("folds", study).Output;

        Assert.Contains("2 ± 0.8165", output, StringComparison.Ordinal);
        Assert.Contains("15 ± 5", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_splits_its_data_itself()
    {
        using var study = new CommandStudy();

        var (exitCode, _, error) = HyperSweep.Run("folds", study.File);

        Assert.Equal(2, exitCode);
        Assert.EndsWith("the study runs a command, which splits its data itself: there are no rows to show.\n", error, StringComparison.Ordinal);
    }
}
