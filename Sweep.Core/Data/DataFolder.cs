using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A folder as a table. What is in it decides how it is read.</summary>
/// <remarks>
/// The first rule that fits:
/// <list type="number">
/// <item>Images and labels in IDX files, as MNIST has them: those whose names begin with "train", or the only ones. A test set is left alone; it can be named itself.</item>
/// <item>An NPY file of features and one of targets, named as the arrays of an <see cref="NpzFile"/>: x.npy and y.npy.</item>
/// <item>CSV, Parquet, NPY or NPZ files, one or more of one kind and with the same columns: their rows, one file after the other in the order of their names.</item>
/// </list>
/// Other files, and what begins with a dot, do not count; a file that is there gzipped and unpacked counts once.
/// </remarks>
public static class DataFolder
{
    private const string Packed = ".gz";

    private static readonly string[] _kinds = [".csv", ".parquet", ".npy", ".npz"];

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">Where it is, and what messages call it.</param>
    /// <param name="open">Opens one of its files, whatever its format.</param>
    /// <exception cref="InputException">No rule fits, or a file is not as it must be.</exception>
    public static ITable Open(DataFile folder, Func<DataFile, ITable> open)
    {
        string[] names = NamesIn(folder);
        string[] images = [.. names.Where(IdxFile.IsNameOfImages)];
        string[] training = [.. images.Where(name => name.StartsWith("train", StringComparison.OrdinalIgnoreCase))];
        if ((training.Length > 0 ? training : images) is [var only])
            return IdxFile.Open(FileIn(folder, only));

        string[] arrays = [.. names.Where(name => KindOf(name) == ".npy")];
        if (arrays.Where(name => NpzFile.IsNameOfFeatures(Stem(name))).ToArray() is [var x] && arrays.Where(name => NpzFile.IsNameOfTarget(Stem(name))).ToArray() is [var y])
        {
            var (features, target) = (FileIn(folder, x), FileIn(folder, y));
            return new ArrayTable(folder.Name, [features, target], NpyFile.Array(features), NpyFile.Array(target), Stem(y));
        }

        string[] tables = [.. names.Where(name => KindOf(name) is not null)];
        if (images.Length == 0 && tables.Length > 0 && tables.Select(KindOf).Distinct().Count() == 1)
        {
            return tables is [var single]
                ? open(FileIn(folder, single))
                : new JoinedTable(folder.Name, [.. tables.Select(name => open(FileIn(folder, name)))]);
        }
        throw new InputException(
            $"{folder.Name}: a folder of data must have training images and their labels as IDX files, x.npy and y.npy, or CSV, Parquet, NPY or NPZ files of one kind; "
            + $"it has {Listed(names)}. Name a file in it, or leave only those in it that are meant.");
    }

    private static string[] NamesIn(DataFile folder)
    {
        try
        {
            string[] names = [.. Directory.EnumerateFiles(folder.Path).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.').Order(StringComparer.Ordinal)];
            return [.. names.Where(name => Unpacked(name) is var unpacked && (unpacked == name || !names.Contains(unpacked)))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw folder.Unreadable(error);
        }
    }

    private static DataFile FileIn(DataFile folder, string name) => new(Path.Combine(folder.Path, name), Path.Combine(folder.Name, name));

    private static string? KindOf(string name) => _kinds.FirstOrDefault(kind => Unpacked(name).EndsWith(kind, StringComparison.OrdinalIgnoreCase));

    private static string Stem(string name) => Path.GetFileNameWithoutExtension(Unpacked(name));

    private static string Unpacked(string name) => name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? name[..^Packed.Length] : name;

    private static string Listed(string[] names) => names.Length switch
    {
        0 => "no files",
        <= 8 => Shown.Plain(string.Join(", ", names)),
        _ => $"{Shown.Plain(string.Join(", ", names.Take(6)))}, … , {names.Length} files in all",
    };
}
