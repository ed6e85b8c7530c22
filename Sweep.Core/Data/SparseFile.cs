using System.Globalization;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file that says of each row only what is not 0, in the format of LIBSVM.</summary>
public static class SparseFile
{
    private static readonly string[] _endings = [".libsvm", ".svm", ".svmlight"];

    /// <summary>Whether a file is one, by its name: the format has no mark of its own.</summary>
    public static bool IsNameOfOne(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return _endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reads all rows. Features are called x0, x1 and so on, and the target label.</summary>
    /// <param name="file">Where they are.</param>
    /// <param name="kind">What kind of target the labels are.</param>
    /// <param name="leastTarget">The least number that a target can be.</param>
    /// <param name="firstIndex">The index of the first feature, 0 or 1; null: 0 if there is such an index, otherwise 1.</param>
    /// <param name="featureCount">Features of a row; null: as many as the highest index asks for.</param>
    /// <exception cref="InputException">The file cannot be read, or a line is not as it must be.</exception>
    public static Dataset Read(DataFile file, TargetKind kind, double leastTarget, int? firstIndex = null, int? featureCount = null)
    {
        var (features, labels) = LibSvmFile.Read(file, firstIndex, featureCount);
        int wrong = Array.FindIndex(labels, label => kind == TargetKind.Number && !(label >= leastTarget && float.IsFinite((float)label)));
        if (wrong >= 0)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Name}, row {wrong + 1}: for this loss the target must be {(double.IsFinite(leastTarget) ? $"at least {leastTarget}" : "between ±3.4e38")}; got {labels[wrong]}. Correct the row, or use another loss."));
        }
        var names = new NumberedNames("x", features.Rows.ColumnCount);
        if (kind == TargetKind.Number)
            return new Dataset(names, features, kind, Array.ConvertAll(labels, label => (float)label), []) { TargetName = "label" };
        double[] classes = [.. labels.Distinct().Order()];
        int[] classOfRows = Array.ConvertAll(labels, label => Array.BinarySearch(classes, label));
        string[] classNames = Array.ConvertAll(classes, label => label.ToString(CultureInfo.InvariantCulture));
        return kind == TargetKind.Classes
            ? new Dataset(names, features, classOfRows, classNames) { TargetName = "label" }
            : new Dataset(names, features, kind, Array.ConvertAll(classOfRows, number => (float)number), classNames) { TargetName = "label" };
    }
}
