using System.Globalization;
using System.Security.Cryptography;
using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a study learns from: the section "data", and the file that it names.</summary>
internal static class DataReader
{
    // Classes can have numbers for names; more of them than this are rather values.
    private const int MostNumberedClasses = 20;

    /// <summary>Reads the section and the file that it names.</summary>
    /// <param name="section">The section.</param>
    /// <param name="studyFile">The study file, from whose folder paths are taken.</param>
    /// <param name="loss">What the target is for.</param>
    /// <param name="lossNode">Where the loss is named: messages about a target that does not fit it point there.</param>
    public static (Dataset Data, FoldScaling Scaling, string Digest) Read(
        StudySection section, string studyFile, ILoss loss, StudyNode lossNode)
    {
        var (file, target) = (section.Get("file"), section.Get("target"));
        var rows = new RowsReader(section.Find("rows"));
        var scaling = new FoldScaling(ReadScaling(section.Find("scale"), rows), ReadTargetScaling(section.Find("scale_target"), loss));

        // Shown as a person at this folder would type it, unless the study file gives a full path.
        string full = file.Checked(() => Path.GetFullPath(file.Text(), Path.GetDirectoryName(Path.GetFullPath(studyFile))!));
        string path = Path.IsPathRooted(file.Text()) ? full : Path.GetRelativePath(Environment.CurrentDirectory, full);
        if (!File.Exists(path))
            throw file.Error($"there is no file {path}. The path is taken from the study file's folder.");
        var csv = CsvFile.Open(path, path);
        RequireColumn(target, csv, path);
        string lossName = ComponentReader.KindOf(lossNode);
        if (loss.Target == TargetKind.Number && csv.TextIn(target.Text()) is { } text)
        {
            throw lossNode.Error(
                $"{lossName} needs a number, and the target {target.Text()} has texts such as {Shown.Quoted(text)}. Use cross_entropy, or binary_cross_entropy for two classes.");
        }
        var data = csv.Read(target.Text(), loss.Target, ReadColumns(section.Find("columns"), csv, path, target.Text(), rows), loss.LeastTarget);
        if (loss.Target == TargetKind.TwoClasses && data.Classes.Count != 2)
        {
            throw lossNode.Error(
                $"{lossName} needs exactly 2 classes; the target {target.Text()} has {data.Classes.Count}. {(LooksLikeNumber(data) ? "If it is a number to predict, use mean_squared_error." : "Use cross_entropy.")}");
        }
        if (loss.Target == TargetKind.Classes && data.Classes.Count < 2)
            throw lossNode.Error($"{lossName} needs at least 2 classes; the target {target.Text()} has only \"{data.Classes[0]}\".");
        if (data.Classes.Count > 2 && data.Classes.Count > data.Rows / 2)
        {
            throw lossNode.Error(
                $"{lossName} needs classes that repeat; the target {target.Text()} has {data.Classes.Count} different values in " +
                $"{data.Rows} rows. If it is a number to predict, use mean_squared_error.");
        }
        return (rows.Of(Distinct(section.Find("repeated_rows"), data, rows)), scaling, Convert.ToHexStringLower(SHA256.HashData(csv.Bytes)));
    }

    private static bool LooksLikeNumber(Dataset data) =>
        data.Classes.Count > MostNumberedClasses && data.Classes.All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static Scaling ReadScaling(StudyNode? scale, RowsReader rows) => scale?.Text() switch
    {
        null => rows.IsSparse ? Scaling.MaxAbs : Scaling.Standardize,
        "none" => Scaling.None,
        "max_abs" => Scaling.MaxAbs,
        "standardize" when rows.IsSparse => throw scale.Error("sparse rows would not be sparse any more: what is 0 would become another number. Use max_abs or none."),
        "standardize" => Scaling.Standardize,
        _ => throw scale.Error($"there is no scaling named {Shown.Quoted(scale.Text())}. Known: max_abs, none, standardize."),
    };

    private static bool ReadTargetScaling(StudyNode? scale, ILoss loss) => scale?.Text() switch
    {
        null or "none" => false,
        "standardize" when loss.Target != TargetKind.Number => throw scale.Error("only a number can be scaled, and the loss makes classes of the target. Leave it out."),
        "standardize" when double.IsFinite(loss.LeastTarget) => throw scale.Error("the loss takes the target for counts, which scaled ones are not any more. Leave it out."),
        "standardize" => true,
        _ => throw scale.Error($"there is no scaling of a target named {Shown.Quoted(scale.Text())}. Known: none, standardize."),
    };

    // The past of the target is what windows are of, unless other columns are named.
    private static string[]? ReadColumns(StudyNode? node, CsvFile csv, string path, string target, RowsReader rows)
    {
        if (node is null)
            return rows.AreWindows ? [target] : null;
        var columns = node.List();
        foreach (var column in columns)
        {
            RequireColumn(column, csv, path);
            if (column.Text() == target && !rows.AreWindows)
                throw column.Error("the target can't be a feature of its own row. Leave it out.");
        }
        string[] names = [.. columns.Select(column => column.Text())];
        return names.Distinct().Count() == names.Length ? names : throw node.Error("a column is named twice. Name each once.");
    }

    private static Dataset Distinct(StudyNode? node, Dataset data, RowsReader rows) => node?.Text() switch
    {
        null or "keep" => data,
        "drop" when rows.AreWindows => throw node.Error("a time series without some of its rows is another one. Leave it out."),
        "drop" => data.WithoutRepeats(),
        _ => throw node.Error($"repeated rows are kept or dropped; got {Shown.Quoted(node.Text())}. Use keep or drop."),
    };

    private static void RequireColumn(StudyNode node, CsvFile csv, string path)
    {
        if (csv.Columns.Contains(node.Text()))
            return;
        string separator = csv.Columns.Count == 1 && csv.Columns[0].AsSpan().ContainsAny(";\t|")
            ? " Its fields must be separated by commas, and do not seem to be."
            : "";
        throw node.Error(
            $"{path} has no column named {Shown.Quoted(node.Text())}.{Nearest.Hint(node.Text(), csv.Columns)} " +
            $"It has {csv.Columns.Count}: {Shortened(csv.Columns)}.{separator}");
    }

    private static string Shortened(IReadOnlyList<string> names) =>
        names.Count <= 8 ? string.Join(", ", names) : string.Join(", ", names.Take(6)) + $", … , {names[^1]}";
}
