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
        double[] classes = kind == TargetKind.Number ? [] : [.. labels.Distinct().Order()];
        int width = kind == TargetKind.Classes ? classes.Length : 1;
        if ((long)labels.Length * width > Array.MaxLength)
            throw new InputException($"{file.Name}: {labels.Length} rows have {classes.Length} different labels, too many to be classes. If it is a number to predict, use a loss for numbers.");
        var targets = new float[labels.Length * width];
        for (int row = 0; row < labels.Length; row++)
        {
            if (kind == TargetKind.Number)
                targets[row] = (float)labels[row];
            else if (kind == TargetKind.Classes)
                targets[row * width + Array.BinarySearch(classes, labels[row])] = 1;
            else
                targets[row] = Array.BinarySearch(classes, labels[row]);
        }
        return new Dataset(
            new NumberedNames("x", features.Rows.ColumnCount), features, kind, targets, [.. classes.Select(label => label.ToString(CultureInfo.InvariantCulture))])
        { TargetName = "label" };
    }
}
