using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a study learns from: the section "data", and the file that it names.</summary>
internal static class DataReader
{
    // Classes can have numbers for names; more of them than this are rather values.
    private const int MostNumberedClasses = 20;

    /// <summary>The keys of the section.</summary>
    public static readonly IReadOnlyCollection<string> Keys =
    [
        "file", "target", "columns", "categorical", "missing", "missing_values", "missing_indicator", "rows", "repeated_rows", "scale", "scale_target",
    ];

    /// <summary>Reads the section and the file that it names.</summary>
    /// <param name="section">The section.</param>
    /// <param name="studyFile">The study file, from whose folder paths are taken.</param>
    /// <param name="loss">What the target is for.</param>
    /// <param name="lossNode">Where the loss is named: messages about a target that does not fit it point there.</param>
    /// <param name="validation">How rows are split: by columns that are not learned from, perhaps.</param>
    public static StudyData Read(StudySection section, string studyFile, ILoss loss, StudyNode lossNode, ValidationSection validation)
    {
        string path = PathOf(section.Get("file"), studyFile);
        bool isSparse = SparseFile.IsNameOfOne(path);
        var rows = new RowsReader(section.Find("rows"), isSparse);
        var preprocessing = new Preprocessing
        {
            Scaling = ReadScaling(section.Find("scale"), rows),
            ScalesTarget = ReadTargetScaling(section.Find("scale_target"), loss),
        };
        if (isSparse && (validation.Groups ?? validation.Fold) is { } column)
            throw column.Error("a file of sparse rows has no columns with names. Use a kind that needs none.");
        return isSparse
            ? new StudyData(ReadSparse(section, new DataFile(path, path), rows, loss, lossNode), preprocessing, DataFile.Digest([new DataFile(path, path)]))
            : ReadTable(section, path, rows, preprocessing, loss, lossNode, validation);
    }

    private static StudyData ReadTable(StudySection section, string path, RowsReader rows, Preprocessing preprocessing, ILoss loss, StudyNode lossNode, ValidationSection validation)
    {
        var table = Tables.Open(path, path);
        if (section.Find("missing_values") is { } marks)
            table = new TableWithMissingValues(table, [.. marks.List().Select(mark => mark.Text())]);
        StudyNode[] labels = [.. new[] { validation.Groups, validation.Fold }.OfType<StudyNode>()];
        var columns = new ColumnReader(section, table, rows, labels);
        string target = columns.Target();
        RequireRowsOfTheirOwn(labels, section.Find("repeated_rows"), rows);
        RequireNumber(table, target, loss, lossNode);
        var features = columns.Features(target);
        var survey = TableSurvey.Of(table, new TableColumns { Features = features, Target = target, Kind = loss.Target, LeastTarget = loss.LeastTarget });
        RequireClasses(survey.Classes, survey.Rows, target, loss, lossNode);
        // The shape is that of all features.
        var shape = section.Find("columns") is null && labels.Length == 0 ? table.FeatureShape : null;
        return new StudyData(
            rows.Of(Distinct(section.Find("repeated_rows"), survey.Read(), rows), shape),
            preprocessing with { Missing = [.. features.Select(feature => feature.Missing)], IndicatesMissing = columns.IndicatesMissing },
            DataFile.Digest(table.Files))
        {
            Groups = validation.Groups is { } groups ? RowLabels.Read(table, groups.Text()) : null,
            Folds = validation.Fold is { } fold ? RowLabels.Read(table, fold.Text()) : null,
        };
    }

    private static void RequireRowsOfTheirOwn(StudyNode[] labels, StudyNode? repeated, RowsReader rows)
    {
        if (labels.Length == 0)
            return;
        if (rows.AreWindows)
            throw labels[0].Error("a window of a time series has rows of several groups or folds. Leave it out, and use time_series, for example.");
        if (repeated?.Text() == "drop")
            throw repeated.Error("rows that are alike may belong to different groups or folds, of which only the first would be left. Leave it out, or drop them in the file.");
    }

    private static Dataset ReadSparse(StudySection section, DataFile file, RowsReader rows, ILoss loss, StudyNode lossNode)
    {
        string[] ofTables = ["target", "columns", "categorical", "missing", "missing_values", "missing_indicator", "repeated_rows"];
        if (ofTables.FirstOrDefault(key => section.Find(key) is not null) is { } foreign)
            throw section.Get(foreign).Error("a file of sparse rows has labels and numbered features, and no columns with names. Leave it out.");
        var data = SparseFile.Read(file, loss.Target, loss.LeastTarget, rows.FirstIndex, rows.FeatureCount);
        RequireClasses(data.Classes, data.Rows, data.TargetName, loss, lossNode);
        return data;
    }

    private static string PathOf(StudyNode file, string studyFile)
    {
        // Shown as a person at this folder would type it, unless the study file gives a full path.
        string full = file.Checked(() => Path.GetFullPath(file.Text(), Path.GetDirectoryName(Path.GetFullPath(studyFile))!));
        string path = Path.IsPathRooted(file.Text()) ? full : Path.GetRelativePath(Environment.CurrentDirectory, full);
        return Path.Exists(path) ? path : throw file.Error($"there is no file {path}. The path is taken from the study file's folder.");
    }

    private static void RequireNumber(ITable table, string target, ILoss loss, StudyNode lossNode)
    {
        if (loss.Target == TargetKind.Number && Tables.TextIn(table, target) is { } text)
        {
            throw lossNode.Error(
                $"{ComponentReader.KindOf(lossNode)} needs a number, and the target {target} has texts such as {Shown.Quoted(text)}. Use cross_entropy, or binary_cross_entropy for two classes.");
        }
    }

    private static void RequireClasses(IReadOnlyList<string> classes, int rows, string target, ILoss loss, StudyNode lossNode)
    {
        string lossName = ComponentReader.KindOf(lossNode);
        if (loss.Target == TargetKind.TwoClasses && classes.Count != 2)
        {
            throw lossNode.Error(
                $"{lossName} needs exactly 2 classes; the target {target} has {classes.Count}. {(LooksLikeNumber(classes) ? "If it is a number to predict, use mean_squared_error." : "Use cross_entropy.")}");
        }
        if (loss.Target == TargetKind.Classes && classes.Count < 2)
            throw lossNode.Error($"{lossName} needs at least 2 classes; the target {target} has only \"{classes[0]}\".");
        if (classes.Count > 2 && classes.Count > rows / 2)
        {
            throw lossNode.Error(
                $"{lossName} needs classes that repeat; the target {target} has {classes.Count} different values in " +
                $"{rows} rows. If it is a number to predict, use mean_squared_error.");
        }
    }

    private static bool LooksLikeNumber(IReadOnlyList<string> classes) =>
        classes.Count > MostNumberedClasses && classes.All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

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

    private static Dataset Distinct(StudyNode? node, Dataset data, RowsReader rows) => node?.Text() switch
    {
        null or "keep" => data,
        "drop" when rows.AreWindows => throw node.Error("a time series without some of its rows is another one. Leave it out."),
        "drop" => data.WithoutRepeats(),
        _ => throw node.Error($"repeated rows are kept or dropped; got {Shown.Quoted(node.Text())}. Use keep or drop."),
    };
}
