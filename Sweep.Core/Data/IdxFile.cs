using System.Text.RegularExpressions;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file of the format IDX, in which MNIST and its kin are kept: images in one file, their labels in another.</summary>
/// <remarks>
/// Where a file's name says images ("train-images-idx3-ubyte", "train-images.idx3-ubyte", either with ".gz"), and the file that says labels in
/// its place lies beside it, the two are one table, and its target is "label".
/// </remarks>
public static partial class IdxFile
{
    /// <summary>Whether a file begins as one of this format does.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => IdxHeader.Begins(start);

    /// <summary>Whether a name is that of a file of images whose labels are in another.</summary>
    public static bool IsNameOfImages(string name) => ImagesName().IsMatch(name);

    /// <summary>Opens an array as a table: its first dimension is the rows. Images come with their labels.</summary>
    /// <exception cref="InputException">It cannot be read, or is no such file, or its labels are missing or do not fit.</exception>
    public static ITable Open(DataFile file)
    {
        var features = Array(file);
        if (!IsNameOfImages(Path.GetFileName(file.Path)))
            return new ArrayTable(file.Name, [file], features) { FeatureShape = ShapeOf(features) };

        string[] candidates = [.. LabelNames(Path.GetFileName(file.Path))];
        string found = candidates.FirstOrDefault(name => File.Exists(Beside(file.Path, name)))
            ?? throw new InputException($"{file.Name}: these are images, and their labels are not beside them: there is no file {string.Join(" and no ", candidates)}. Put it there.");
        var labels = new DataFile(Beside(file.Path, found), Beside(file.Name, found));
        return new ArrayTable(file.Name, [file, labels], features, Array(labels), "label") { FeatureShape = ShapeOf(features) };
    }

    /// <summary>Names that the labels of images can have.</summary>
    internal static IEnumerable<string> LabelNames(string images)
    {
        var match = ImagesName().Match(images);
        string plain = $"{match.Groups["before"].Value}labels{match.Groups["mark"].Value}idx1{match.Groups["after"].Value}";
        return match.Groups["packed"].Length > 0 ? [plain + ".gz", plain] : [plain, plain + ".gz"];
    }

    private static NumberArray Array(DataFile file) => NumberArray.Of(file.Name, IdxHeader.Read, file.Open);

    // Channels come last in the shape of an image, and a grey one has one.
    private static Shape? ShapeOf(NumberArray features) => features.Header.Sizes switch
    {
        [_, var height, var width] => new Shape(height, width, 1),
        [_, _, ..] and { Count: > 3 } sizes => new Shape([.. sizes.Skip(1)]),
        _ => null,
    };

    private static string Beside(string path, string name) => Path.Combine(Path.GetDirectoryName(path) ?? "", name);

    [GeneratedRegex(@"^(?<before>.*)images(?<mark>[-.])idx\d(?<after>-[a-z]+|)(?<packed>\.gz|)$", RegexOptions.CultureInvariant)]
    private static partial Regex ImagesName();
}
