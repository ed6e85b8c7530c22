using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Profiles;

namespace Sweep.Runner.Commands;

/// <summary>What looks wrong in a data file, and what a study can do about it.</summary>
internal static class DataNotes
{
    private const int ShownNames = 5;

    // Numbers with so few values are often numbers of classes.
    private const int FewValues = 20;

    // Below this share of the rows of the largest class, accuracy says little about a class.
    private const double RareShare = 0.1;

    // What the usual number of folds asks for.
    private const int UsualFolds = 5;

    /// <summary>A sentence or two about each.</summary>
    public static IEnumerable<string> Of(TableProfile profile) => OfColumns(profile).Concat(profile.Target is { } target ? OfTarget(profile, target) : []);

    private static IEnumerable<string> OfColumns(TableProfile profile)
    {
        if (profile.Columns.Count(column => IsNumber(column.Name)) * 2 > profile.Columns.Count && profile.Columns.FirstOrDefault(column => IsFraction(column.Name)) is { } value)
            yield return $"columns have names such as {Shown.Quoted(value.Name)}: if the first line is a row, put a line of names above it.";
        if (profile.ComparedRows < profile.Rows)
            yield return Invariant($"only the first {profile.ComparedRows} rows were compared with each other.");
        if (profile.RepeatedRows > 0)
            yield return Invariant($"{profile.RepeatedRows} row{(profile.RepeatedRows == 1 ? " is" : "s are")} the same as an earlier one, so that validation may judge by rows that were learned. Use repeated_rows: drop, unless they are meant.");
        var features = profile.Columns.Where(column => column.Name != profile.Target?.Name).ToArray();
        if (Named(features, column => column.Type == ColumnType.Empty) is { } empty)
            yield return $"{empty} without any value. Leave out what has none, with columns.";
        if (Named(features, column => column.IsConstant) is { } constant)
            yield return $"{constant} with the same value in all rows, which tell nothing.";
        if (Named(features, column => column.IsIdentifier) is { } identifiers)
            yield return $"{identifiers} with another value in each row, as names and numbers of rows have. Nothing can be learned from them: leave them out, with columns.";
        foreach (var column in profile.Columns.Where(column => column.SameAs is not null && !column.IsConstant && column.Type != ColumnType.Empty).Take(ShownNames))
            yield return $"{Shown.Plain(column.Name)} is the same as {Shown.Plain(column.SameAs!)}, row by row. Leave one of them out.";
        if (Named([.. profile.Columns], column => column.Beyond > 0) is { } beyond)
            yield return $"{beyond} with numbers beyond ±3.4e38, which are refused. Correct them, or leave out their rows.";
        foreach (var column in features.Where(column => column.Type == ColumnType.Mixed).Take(ShownNames))
        {
            yield return Invariant(
                $"{Shown.Plain(column.Name)} has numbers, but for {column.Texts} text{(column.Texts == 1 ? "" : "s")} such as {Shown.Quoted(column.FirstText!)}. If they stand for missing values, add them to missing_values; if all are categories, add the column to categorical.");
        }
        if (Named(features, column => column.Type == ColumnType.Text && !column.IsIdentifier) is { } texts)
            yield return $"{texts} with texts: name what is a category in categorical, and leave out what is not, with columns.{(profile.Target is null ? " If one is to be predicted, give it with --target." : "")}";
        if (Named(features, column => column.Missing > 0 && column.Type != ColumnType.Empty) is { } missing)
            yield return $"{missing} with missing values: say how to fill them in, with missing.";
    }

    private static IEnumerable<string> OfTarget(TableProfile profile, TargetProfile target)
    {
        var column = profile.Columns.First(each => each.Name == target.Name);
        string name = Shown.Plain(target.Name);
        if (column.Missing > 0)
            yield return Invariant($"the target {name} is missing in {column.Missing} row{(column.Missing == 1 ? ", which is refused. Leave it" : "s, which are refused. Leave them")} out of the file.");
        foreach (var feature in profile.Columns.Where(each => each.Hint != TargetHint.None).Take(ShownNames))
        {
            string what = feature.Hint switch
            {
                TargetHint.Equal => $"is the target {name}, row by row",
                TargetHint.Determines => $"tells the target {name}: each of its values comes with one value of it only",
                TargetHint.Separates => $"tells the target {name}: its ranges for the classes do not overlap",
                _ => $"is the target {name} on another scale: their correlation is 1 or −1",
            };
            yield return $"{Shown.Plain(feature.Name)} {what}. If it is not known when a prediction is made, leave it out.";
        }
        if (target.IsSorted)
            yield return $"the rows are sorted by the target {name}: folds must be shuffled or stratified (validation.shuffle is true unless it says otherwise).";
        if (target.Classes.Count == 0)
        {
            if (column.Type is ColumnType.Text or ColumnType.Mixed)
                yield return $"the target {name} has texts, and too many different ones to be classes.";
            yield break;
        }
        if (target.Classes.Count == 1)
        {
            yield return $"the target {name} has only one value: there is nothing to predict.";
            yield break;
        }
        if (column.Type == ColumnType.Number && column.Distinct <= FewValues && profile.Rows > column.Distinct * 2)
            yield return Invariant($"the target {name} is a number with only {column.Distinct} different values. If they are classes, use cross_entropy; if not, mean_squared_error.");
        if (column.Type == ColumnType.Whole && target.Classes.Count > FewValues)
        {
            yield return Invariant($"the target {name} has {target.Classes.Count} different whole numbers. If it is a number to predict, use mean_squared_error, or poisson for counts.");
            yield break;
        }
        if (column.Type == ColumnType.Number)
            yield break;
        long most = target.Classes.Max(each => each.Rows), least = target.Classes.Min(each => each.Rows);
        var rarest = target.Classes.First(each => each.Rows == least);
        if (least < UsualFolds)
            yield return Invariant($"class {Shown.Plain(rarest.Name)} has {least} row{(least == 1 ? "" : "s")}: stratified folds can be at most as many as the rarest class has rows.");
        if (least < RareShare * most)
        {
            yield return Invariant(
                $"classes are imbalanced: always saying {Shown.Plain(target.Classes.First(each => each.Rows == most).Name)} is right in {100.0 * most / profile.Rows:F1} % of the rows. Look at balanced_accuracy or f1 beside accuracy; class_weights: balanced may help.");
        }
    }

    private static bool IsNumber(string name) => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // Whole numbers are what pandas and others name columns by.
    private static bool IsFraction(string name) => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Floor(number) != number;

    // "3 columns (a, b, c)", or null where there is none.
    private static string? Named(ColumnProfile[] columns, Func<ColumnProfile, bool> which)
    {
        string[] names = [.. columns.Where(which).Select(column => Shown.Plain(column.Name))];
        return names.Length == 0
            ? null
            : Invariant($"{names.Length} column{(names.Length == 1 ? "" : "s")} ({string.Join(", ", names.Take(ShownNames))}{(names.Length > ShownNames ? ", …" : "")})");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
