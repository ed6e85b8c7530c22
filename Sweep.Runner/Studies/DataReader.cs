using System.Security.Cryptography;
using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a study learns from: the section "data", and the file that it names.</summary>
internal static class DataReader
{
    /// <summary>Reads the section and the file that it names.</summary>
    /// <param name="section">The section.</param>
    /// <param name="studyFile">The study file, from whose folder paths are taken.</param>
    /// <param name="loss">What the target is for.</param>
    /// <param name="lossNode">Where the loss is named: messages about a target that does not fit it point there.</param>
    public static (Dataset Data, bool Standardize, string Digest) Read(
        StudySection section, string studyFile, ILoss loss, StudyNode lossNode)
    {
        var (file, target, scale) = (section.Get("file"), section.Get("target"), section.Find("scale"));
        bool standardize = scale?.Text() switch
        {
            null or "standardize" => true,
            "none" => false,
            _ => throw scale.Error($"there is no scaling named {Shown.Quoted(scale.Text())}. Known: none, standardize."),
        };

        // Shown as a person at this folder would type it, unless the study file gives a full path.
        string full = file.Checked(() => Path.GetFullPath(file.Text(), Path.GetDirectoryName(Path.GetFullPath(studyFile))!));
        string path = Path.IsPathRooted(file.Text()) ? full : Path.GetRelativePath(Environment.CurrentDirectory, full);
        if (!File.Exists(path))
            throw file.Error($"there is no file {path}. The path is taken from the study file's folder.");
        var csv = CsvFile.Open(path, path);
        if (!csv.Columns.Contains(target.Text()))
        {
            string separator = csv.Columns.Count == 1 && csv.Columns[0].AsSpan().ContainsAny(";\t|")
                ? " Its fields must be separated by commas, and do not seem to be."
                : "";
            throw target.Error(
                $"{path} has no column named {Shown.Quoted(target.Text())}.{Nearest.Hint(target.Text(), csv.Columns)} " +
                $"It has {csv.Columns.Count}: {Shortened(csv.Columns)}.{separator}");
        }

        var data = csv.Read(target.Text(), loss.Target, loss.LeastTarget);
        string lossName = ComponentReader.KindOf(lossNode);
        if (loss.Target == TargetKind.TwoClasses && data.Classes.Count != 2)
        {
            throw lossNode.Error(
                $"{lossName} needs exactly 2 classes; the target {target.Text()} has {data.Classes.Count}. Use cross_entropy.");
        }
        if (loss.Target == TargetKind.Classes && data.Classes.Count < 2)
            throw lossNode.Error($"{lossName} needs at least 2 classes; the target {target.Text()} has only \"{data.Classes[0]}\".");
        if (data.Classes.Count > 2 && data.Classes.Count > data.Rows / 2)
        {
            throw lossNode.Error(
                $"{lossName} needs classes that repeat; the target {target.Text()} has {data.Classes.Count} different values in " +
                $"{data.Rows} rows. If it is a number to predict, use mean_squared_error.");
        }
        return (data, standardize, Convert.ToHexStringLower(SHA256.HashData(csv.Bytes)));
    }

    private static string Shortened(IReadOnlyList<string> names) =>
        names.Count <= 8 ? string.Join(", ", names) : string.Join(", ", names.Take(6)) + $", … , {names[^1]}";
}
