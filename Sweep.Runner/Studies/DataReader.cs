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
    public static StudyData Read(StudySection section, string studyFile, ILoss loss, StudyNode lossNode)
    {
        var rows = new RowsReader(section.Find("rows"));
        var preprocessing = new Preprocessing
        {
            Scaling = ReadScaling(section.Find("scale"), rows),
            ScalesTarget = ReadTargetScaling(section.Find("scale_target"), loss),
        };
        var table = Open(section, studyFile);
        var columns = new ColumnReader(section, table, rows);
        string target = columns.Target();
        RequireNumber(table, target, loss, lossNode);
        var features = columns.Features(target);
        var survey = TableSurvey.Of(table, new TableColumns { Features = features, Target = target, Kind = loss.Target, LeastTarget = loss.LeastTarget });
        RequireClasses(survey, target, loss, lossNode);
        var data = rows.Of(Distinct(section.Find("repeated_rows"), survey.Read(), rows), table.FeatureShape);
        return new StudyData(
            data,
            preprocessing with { Missing = [.. features.Select(feature => feature.Missing)], IndicatesMissing = columns.IndicatesMissing },
            DataFile.Digest(table.Files));
    }

    private static ITable Open(StudySection section, string studyFile)
    {
        var file = section.Get("file");
        // Shown as a person at this folder would type it, unless the study file gives a full path.
        string full = file.Checked(() => Path.GetFullPath(file.Text(), Path.GetDirectoryName(Path.GetFullPath(studyFile))!));
        string path = Path.IsPathRooted(file.Text()) ? full : Path.GetRelativePath(Environment.CurrentDirectory, full);
        if (!Path.Exists(path))
            throw file.Error($"there is no file {path}. The path is taken from the study file's folder.");
        var table = Tables.Open(path, path);
        return section.Find("missing_values") is { } marks
            ? new TableWithMissingValues(table, [.. marks.List().Select(mark => mark.Text())])
            : table;
    }

    private static void RequireNumber(ITable table, string target, ILoss loss, StudyNode lossNode)
    {
        if (loss.Target == TargetKind.Number && Tables.TextIn(table, target) is { } text)
        {
            throw lossNode.Error(
                $"{ComponentReader.KindOf(lossNode)} needs a number, and the target {target} has texts such as {Shown.Quoted(text)}. Use cross_entropy, or binary_cross_entropy for two classes.");
        }
    }

    private static void RequireClasses(TableSurvey table, string target, ILoss loss, StudyNode lossNode)
    {
        string lossName = ComponentReader.KindOf(lossNode);
        if (loss.Target == TargetKind.TwoClasses && table.Classes.Count != 2)
        {
            throw lossNode.Error(
                $"{lossName} needs exactly 2 classes; the target {target} has {table.Classes.Count}. {(LooksLikeNumber(table.Classes) ? "If it is a number to predict, use mean_squared_error." : "Use cross_entropy.")}");
        }
        if (loss.Target == TargetKind.Classes && table.Classes.Count < 2)
            throw lossNode.Error($"{lossName} needs at least 2 classes; the target {target} has only \"{table.Classes[0]}\".");
        if (table.Classes.Count > 2 && table.Classes.Count > table.Rows / 2)
        {
            throw lossNode.Error(
                $"{lossName} needs classes that repeat; the target {target} has {table.Classes.Count} different values in " +
                $"{table.Rows} rows. If it is a number to predict, use mean_squared_error.");
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
