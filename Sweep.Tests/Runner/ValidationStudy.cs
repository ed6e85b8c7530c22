using System.Globalization;
using System.Text;

namespace Sweep.Tests.Runner;

/// <summary>A tiny study for any kind of validation: 24 rows of two classes, in eight groups of three, with a fold for each.</summary>
internal static class ValidationStudy
{
    /// <summary>A section for every kind that can be named, and what else a study can say of folds.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sections = new Dictionary<string, string>
    {
        ["hold_out"] = "{ kind: hold_out, share: 0.25, repeats: 3 }",
        ["k_fold"] = "{ kind: k_fold, folds: 3, repeats: 2 }",
        ["stratified_k_fold"] = "{ kind: stratified_k_fold, folds: 3, seeds: 2 }",
        ["group_k_fold"] = "{ kind: group_k_fold, folds: 3, groups: site, repeats: 2 }",
        ["stratified_group_k_fold"] = "{ kind: stratified_group_k_fold, folds: 3, groups: site, inner: { kind: group_k_fold, folds: 2 } }",
        ["shuffle_split"] = "{ kind: shuffle_split, folds: 3, test_size: 5, train_size: 0.5 }",
        ["stratified_shuffle_split"] = "{ kind: stratified_shuffle_split, folds: 3, test_size: 0.25 }",
        ["group_shuffle_split"] = "{ kind: group_shuffle_split, folds: 3, groups: site }",
        ["leave_one_out"] = "{ kind: leave_one_out }",
        ["leave_p_out"] = "{ kind: leave_p_out, p: 1 }",
        ["leave_one_group_out"] = "{ kind: leave_one_group_out, groups: site, seeds: 2 }",
        ["leave_p_groups_out"] = "{ kind: leave_p_groups_out, p: 2, groups: site }",
        ["time_series"] = "{ kind: time_series, folds: 3, gap: 1, test_size: 4, max_train_size: 10, inner: { kind: time_series, folds: 2 } }",
        ["predefined"] = "{ kind: predefined, fold: part, inner: { kind: stratified_k_fold, folds: 2 }, seeds: 2 }",
    };

    public const string Yaml = """
        name: split
        data: { file: rows.csv, target: class }
        model: { kind: mlp, hidden: [3] }
        training: { epochs: 2, batch_size: 2, loss: cross_entropy }
        validation: { kind: k_fold, folds: 3 }
        metric: { name: validation_loss }
        parameters:
          optimizer: [sgd, adam]
          learning_rate: { values: [0.01, 0.1] }
        """;

    public static string Csv()
    {
        var text = new StringBuilder("a,b,site,part,class\n");
        for (int row = 0; row < 24; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row % 5},{row * 7 % 11},{row / 3}.5,{(row % 4) - 1},{((row / 2) % 2 == 0 ? "yes" : "no")}\n");
        return text.ToString();
    }

    /// <summary>Writes the study into a folder, after changes, and returns the study file's path.</summary>
    public static string Write(TemporaryFolder folder, string validation, params (string From, string To)[] changes)
    {
        string text = Yaml.Replace("{ kind: k_fold, folds: 3 }", validation, StringComparison.Ordinal);
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
        folder.Write("rows.csv", Csv());
        return folder.Write("study.yaml", text);
    }
}
