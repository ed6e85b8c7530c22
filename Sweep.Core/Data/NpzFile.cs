using System.IO.Compression;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file of NumPy's format NPZ: a ZIP archive of arrays with names.</summary>
/// <remarks>
/// Features are the array that is named x, x_train, features or data; the target is the one named y, y_train, target, targets, label or labels, capitals or
/// not, and its column has its name. Where an archive has neither name, features and target are known by their shapes if there are just two
/// arrays, and a single array is the table.
/// </remarks>
public static class NpzFile
{
    private static readonly string[] _featureNames = ["x", "x_train", "features", "data"];
    private static readonly string[] _targetNames = ["y", "y_train", "target", "targets", "label", "labels"];

    /// <summary>Whether a file begins as a ZIP archive does.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start.StartsWith("PK\x3\x4"u8) || start.StartsWith("PK\x5\x6"u8);

    /// <summary>Whether an array's name is that of features.</summary>
    internal static bool IsNameOfFeatures(string name) => _featureNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an array's name is that of a target.</summary>
    internal static bool IsNameOfTarget(string name) => _targetNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens arrays as a table: their first dimension is the rows.</summary>
    /// <exception cref="InputException">The file cannot be read, or its arrays are not numbers or do not fit.</exception>
    public static ITable Open(DataFile file)
    {
        string[] names = Names(file);
        var (features, target) = Choose(file, names);
        return target is null
            ? new ArrayTable(file.Name, [file], Array(file, features))
            : new ArrayTable(file.Name, [file], Array(file, features), Array(file, target), target);
    }

    private static (string Features, string? Target) Choose(DataFile file, string[] names)
    {
        if (names is [var single])
            return (single, null);
        string[] features = [.. names.Where(IsNameOfFeatures)], targets = [.. names.Where(IsNameOfTarget)];
        if (features is [var x] && targets.Length < 2)
            return (x, targets is [var y] ? y : null);
        if (features.Length == 0 && targets.Length == 0 && names is [var first, var second])
        {
            var (one, other) = (Array(file, first).Header, Array(file, second).Header);
            if (one.Columns > 1 && other.Columns == 1)
                return (first, second);
            if (one.Columns == 1 && other.Columns > 1)
                return (second, first);
        }
        throw new InputException(
            $"{file.Name}: an archive must have one array of features, named {string.Join(", ", _featureNames)}, and one of targets, named {string.Join(", ", _targetNames)}; "
            + $"this one has {(names.Length == 0 ? "no arrays" : Shown.Plain(string.Join(", ", names)))}. Save them so: numpy.savez(file, x=features, y=target){(names.Length == 0 ? ", or the sheet of a workbook as CSV" : "")}.");
    }

    private static NumberArray Array(DataFile file, string name) =>
        NumberArray.Of($"{file.Name}, {Shown.Plain(name)}", NpyHeader.Read, () => OpenEntry(file, name));

    private static string[] Names(DataFile file)
    {
        using var archive = OpenArchive(file);
        return Guard(file, () =>
        {
            string[] names = [.. archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)).Select(entry => entry.FullName[..^".npy".Length])];
            return names.Distinct(StringComparer.Ordinal).Count() == names.Length
                ? names
                : throw new InputException($"{file.Name}: two arrays of the archive have one name. Names must differ.");
        });
    }

    private static DataStream OpenEntry(DataFile file, string name)
    {
        var archive = OpenArchive(file);
        try
        {
            return Guard(file, () =>
            {
                var entry = archive.Entries.First(each => each.FullName == name + ".npy");
                return entry.IsEncrypted
                    ? throw new InputException($"{file.Name}: the archive is encrypted. Save it without a password.")
                    : DataStream.Of(file with { Name = $"{file.Name}, {Shown.Plain(name)}" }, entry);
            });
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static ZipArchive OpenArchive(DataFile file)
    {
        var stream = file.OpenPacked();
        try
        {
            return Guard(file, () => new ZipArchive(stream, ZipArchiveMode.Read));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static T Guard<T>(DataFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw new InputException($"{file.Name}: the archive is damaged, was cut off, or is no NPZ file. Copy or download it again, or save it with numpy.savez.", error);
        }
        catch (IOException error)
        {
            throw file.Unreadable(error);
        }
    }
}
