namespace Sweep.Tests.Runner;

/// <summary>Whatever is wrong with how a study splits its rows is said before the first fit, in one message, with exit code 2.</summary>
public class WrongValidationTests
{
    /// <summary>The section, and the whole message with the place left out.</summary>
    public static TheoryData<string, string> Sections() => new()
    {
        { "{ kind: k_fold, folds: 25 }", "validation.folds: 24 rows do not reach 25 folds. Use at most 24 folds." },
        { "{ kind: k_fold }", "validation: the key \"folds\" is missing." },
        { "{ folds: 3 }", "validation: the key \"kind\" is missing." },
        { "{ kind: k_fold, share: 0.2 }", "validation.share: there is no such key. Known here: fold, folds, groups, inner, kind, repeats, seeds, shuffle." },
        { "{ kind: leave_one_out, folds: 3 }", "validation.folds: there is no such key. Did you mean \"fold\"? Known here: fold, groups, inner, kind, repeats, seeds, shuffle." },
        { "{ kind: k_fold, folds: 3, seeds: 0 }", "validation.seeds: seeds must be from 1 to 1000; got 0." },
        { "{ kind: k_fold, folds: 3, repeats: 2, shuffle: false }", "validation.repeats: without shuffling every repeat has the same folds. Use 1 repeat, or shuffle." },
        { "{ kind: leave_one_out, repeats: 2 }", "validation.repeats: every repeat of leave_one_out has the same folds. Use 1 repeat; seeds trains several times on the same folds." },
        { "{ kind: time_series, folds: 3, repeats: 2 }", "validation.repeats: every repeat of time_series has the same folds. Use 1 repeat; seeds trains several times on the same folds." },
        { "{ kind: time_series, folds: 3, shuffle: true }", "validation.shuffle: time_series takes rows in their order, which is that of time. Leave it out." },
        { "{ kind: leave_one_out, shuffle: true }", "validation.shuffle: leave_one_out has the same folds in any order. Leave it out." },
        { "{ kind: shuffle_split, folds: 3, shuffle: false }", "validation.shuffle: shuffle_split draws rows by chance. Leave it out, or use another kind." },
        { "{ kind: stratified_k_fold, folds: 13 }",
            "validation.folds: every fold needs a row of every class, and class yes has 12, which do not reach 13 folds. Use at most 12 folds, or k_fold." },
        { "{ kind: stratified_group_k_fold, folds: 13, groups: site }",
            "validation.folds: every fold needs a row of every class, and class yes has 12, which do not reach 13 folds. Use at most 12 folds, or group_k_fold." },
        { "{ kind: group_k_fold, folds: 3 }", "validation: group_k_fold needs to know which rows belong together, and the key \"groups\" is missing. Name the column that says so: groups: COLUMN." },
        { "{ kind: group_k_fold, folds: 9, groups: site }", "validation.folds: 8 groups do not reach 9 folds, as groups stay whole. Use at most 8 folds." },
        { "{ kind: group_k_fold, folds: 3, groups: sites }", "validation.groups: rows.csv has no column named \"sites\". Did you mean \"site\"? It has 5: a, b, site, part, class." },
        { "{ kind: group_k_fold, folds: 3, groups: class }", "validation.groups: this is the target. Name another column." },
        { "{ kind: k_fold, folds: 3, groups: site }",
            "validation.groups: k_fold does not look at groups: rows of one would be learned from and judged by. Use group_k_fold, or leave it out." },
        { "{ kind: leave_p_groups_out, p: 8, groups: site }", "validation.kind: 8 of 8 groups left out leave none to learn from. Use fewer, or another column." },
        { "{ kind: group_shuffle_split, folds: 2, test_size: 8, groups: site }", "validation.folds: 8 of 8 groups to judge by leave none to learn from. Use a smaller test_size." },
        { "{ kind: shuffle_split, folds: 2, test_size: 20, train_size: 0.5 }",
            "validation.folds: 20 of 24 rows to judge by and 12 to learn from do not go together: there must be at least 1 of each, and at most 24 in all. Use other sizes." },
        { "{ kind: shuffle_split, folds: 2, test_size: 1.5 }",
            "validation.test_size: a part is a share above 0 and below 1, or a whole number of at least 1; got 1.5." },
        { "{ kind: stratified_shuffle_split, folds: 2, test_size: 1 }",
            "validation.folds: 1 rows to judge by and 23 to learn from do not reach 2 classes. Use larger parts, or shuffle_split." },
        { "{ kind: time_series, folds: 3, gap: 6 }",
            "validation.folds: 3 folds of 6 rows and a gap of 6 leave none of 24 rows to learn from. Use fewer folds, a smaller test_size or a smaller gap." },
        { "{ kind: time_series, folds: 3, gap: -1 }", "validation.gap: gap must be at least 0; got -1." },
        { "{ kind: time_series, folds: 24 }", "validation.folds: 24 rows do not reach 24 folds, each of which learns from rows before it. Use fewer folds." },
        { "{ kind: leave_p_out, p: 24 }", "validation.kind: 24 of 24 rows left out leave none to learn from. Use more rows." },
        { "{ kind: leave_p_out, p: 12 }", "validation.kind: a trial has at most 100000 fits; these are 2704156. Use fewer folds." },
        { "{ kind: predefined }", "validation: predefined needs to know in which fold each row is judged, and the key \"fold\" is missing. Name the column that says so: fold: COLUMN." },
        { "{ kind: predefined, fold: site }", "validation.fold: the folds of rows are whole numbers, and -1 for rows that are never judged; site has \"0.5\". Correct the column." },
        { "{ kind: k_fold, folds: 3, fold: part }", "validation.fold: k_fold makes its own folds. Use predefined, or leave it out." },
        { "{ kind: k_fold, folds: 3, inner: { kind: k_fold, folds: 17 } }",
            "validation.inner.folds: the 16 training rows of fold 0 cannot be split so. 16 rows do not reach 17 folds. Use at most 16 folds." },
        { "{ kind: k_fold, folds: 3, inner: 3 }", "validation.inner: a mapping of keys is needed here, for example { kind: stratified_k_fold, folds: 3 }; got \"3\"." },
        { "{ kind: k_fold, folds: 3, inner: { kind: k_fold, folds: 3, repeats: 2 } }", "validation.inner.repeats: there is no such key. Known here: folds, kind, shuffle." },
        { "{ kind: leave_p_out, p: 5, seeds: 3 }", "validation.kind: a trial has at most 100000 fits; these are 127512. Use fewer folds." },
        { "{ kind: k_fold, folds: 24, inner: { kind: leave_p_out, p: 4 } }",
            "validation.inner.kind: a trial has at most 100000 fits; with the inner folds of all folds these are more. Use fewer folds." },
        { "{ kind: k_fold, folds: 3, inner: { kind: predefined } }", "validation.inner.kind: a column gives the folds of all rows, not those of the training rows of each fold. Use another kind here." },
        { "{ kind: leave_one_group_out, groups: site, inner: { kind: k_fold, folds: 2 } }",
            "validation.inner.kind: leave_one_group_out keeps groups whole, and k_fold would not. Use group_k_fold, for example." },
        { "{ kind: time_series, folds: 2, inner: { kind: k_fold, folds: 2 } }",
            "validation.inner.kind: time_series learns from earlier rows alone, and k_fold would learn from later ones, too. Use time_series, or hold_out, which takes the last rows." },
        { "{ kind: k_fold, folds: 3, inner: { kind: group_k_fold, folds: 2 } }",
            "validation: group_k_fold needs to know which rows belong together, and the key \"groups\" is missing. Name the column that says so: groups: COLUMN." },
        { "{ kind: stratified_k_fold, folds: 2, shuffle: false, inner: { kind: stratified_k_fold, folds: 7 } }",
            "validation.inner.folds: every fold needs a row of every class, and class yes has 6 among the training rows of a fold, which do not reach 7 folds. Use at most 6 folds, or k_fold." },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void In_the_section(string section, string message)
    {
        using var folder = new TemporaryFolder();

        WrongInputTests.AssertRefused(folder, ValidationStudy.Write(folder, section), "study.yaml, line 5, " + message);
    }

    /// <summary>The section, what else is changed in the study file, and the whole message.</summary>
    public static TheoryData<string, string, string, string> Beside() => new()
    {
        { "{ kind: group_k_fold, folds: 3, groups: site }", "target: class", "target: class, columns: [a, site]",
            "study.yaml, line 2, data.columns: site says how rows are split, and is not learned from. Leave it out." },
        { "{ kind: group_k_fold, folds: 3, groups: site }", "target: class", "target: class, repeated_rows: drop",
            "study.yaml, line 2, data.repeated_rows: rows that are alike may belong to different groups or folds, of which only the first would be left. Leave it out, or drop them in the file." },
        { "{ kind: group_k_fold, folds: 3, groups: site }", "target: class", "target: class, categorical: [site]",
            "study.yaml, line 2, data.categorical: site is not among data.columns. Add it there, or leave it out here." },
        { "{ kind: k_fold, folds: 3, inner: { kind: k_fold, folds: 2 } }", "metric:", "pruner: { kind: median }\nmetric:",
            "study.yaml, line 6, pruner: a fit that is pruned has no score to choose by or to be judged by, and nested validation needs all of them. Leave it out, or validation.inner." },
        { "{ kind: leave_p_groups_out, p: 7, groups: site }", "epochs: 2,", "epochs: 2, early_stopping: { share: 0.3 },",
            "study.yaml, line 4, training.early_stopping.share: all training rows of a fold are of 1 group, which stays whole: there is none to hold back. Use more groups, or leave it out and look at the validation rows." },
    };

    [Theory]
    [MemberData(nameof(Beside))]
    public void Beside_the_section(string section, string from, string to, string message)
    {
        using var folder = new TemporaryFolder();

        WrongInputTests.AssertRefused(folder, ValidationStudy.Write(folder, section, (from, to), ("learning_rate: { values: [0.01, 0.1] }", "learning_rate: 0.1")), message);
    }

    [Fact]
    public void A_window_has_no_group()
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(
            folder, "{ kind: group_k_fold, folds: 3, groups: site }", ("target: class", "target: b, rows: { kind: windows, length: 3 }"), ("cross_entropy", "mean_squared_error"));

        WrongInputTests.AssertRefused(folder, study, "study.yaml, line 5, validation.groups: a window of a time series has rows of several groups or folds. Leave it out, and use time_series, for example.");
    }

    [Fact]
    public void Sparse_rows_have_no_columns()
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(folder, "{ kind: group_k_fold, folds: 3, groups: site }", ("file: rows.csv, target: class", "file: rows.libsvm"));
        folder.Write("rows.libsvm", "1 1:0.5\n0 2:1\n1 1:2\n");

        WrongInputTests.AssertRefused(folder, study, "study.yaml, line 5, validation.groups: a file of sparse rows has no columns with names. Use a kind that needs none.");
    }

    [Fact]
    public void A_row_without_its_group()
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(folder, "{ kind: group_k_fold, folds: 3, groups: site }");
        folder.Write("rows.csv", ValidationStudy.Csv().Replace(",1.5,", ",,", StringComparison.Ordinal));

        WrongInputTests.AssertRefused(folder, study, "rows.csv, line 5, column site: the value is missing, which says to what the row belongs. Fill it in, or leave the row out.");
    }

    [Theory]
    [InlineData("-1", "No row is given to a fold: all have -1, which stands for none. Give some rows a fold, from 0.")]
    [InlineData("4", "All rows are given to fold 4: none is left to learn from. Give some rows -1, or another fold.")]
    public void Given_folds_that_are_none(string fold, string message)
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(folder, "{ kind: predefined, fold: part }");
        folder.Write("rows.csv", "a,b,part,class\n" + string.Concat(Enumerable.Range(0, 8).Select(row => $"{row},1,{fold},{(row % 2 == 0 ? "yes" : "no")}\n")));

        WrongInputTests.AssertRefused(folder, study, $"study.yaml, line 5, validation.kind: {message}");
    }
}
