using System.Security.Cryptography;
using System.Text;
using Sweep.Core.Contracts;
using Sweep.Core.Parquet;

namespace Sweep.Runner.Results;

/// <summary>One hash of what a study found: equal hashes mean the same results to the last bit.</summary>
/// <remarks>
/// It covers the names, types and values of all columns but the measured ones, of all result files in a folder, with the rows
/// in the order of their keys. What is measured, and how the values lie in the file, does not matter.
/// </remarks>
public static class ResultDigest
{
    /// <summary>The SHA-256 of a folder's results, in hexadecimal.</summary>
    /// <exception cref="InputException">The folder has no results, or a file is damaged or not a result file.</exception>
    public static string Of(string directory)
    {
        string[] files = Directory.Exists(directory)
            ? [.. Directory.GetFiles(directory, "*.parquet").Order(StringComparer.Ordinal)]
            : throw new InputException($"{directory}: there is no such folder. Give the folder that a study wrote its results to.");
        if (files.Length == 0)
            throw new InputException($"{directory}: there are no results here (no *.parquet). Give the folder that a study wrote its results to.");

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] names = [.. files.Select(file => Path.GetFileName(file))];
        foreach (string file in files)
        {
            try
            {
                AddFile(hash, file, names);
            }
            catch (Exception error) when (error is ParquetException or IOException or UnauthorizedAccessException)
            {
                throw new InputException($"{Shown.Sentence(error.Message)} The results in {directory} cannot be read; take the damaged file away, and run the study again.", error);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddFile(IncrementalHash hash, string file, string[] found)
    {
        using var reader = ParquetReader.Open(file);
        string[] files = Names(reader, file, LogMetadata.Files);
        if (!files.SequenceEqual(found))
        {
            throw new InputException(
                $"{Path.GetDirectoryName(file)}: the results must be {string.Join(", ", files)}; got {string.Join(", ", found)}. Run the study again, or take other files away.");
        }
        string[] keys = Names(reader, file, LogMetadata.Keys), measured = Names(reader, file, LogMetadata.Measured);
        int[] order = Order(reader, keys);
        hash.AppendData(Text(Path.GetFileName(file)));
        foreach (var column in reader.Schema.Columns.Where(column => !measured.Contains(column.Name)))
        {
            hash.AppendData(Text(column.Name));
            hash.AppendData(Text(column.Type.ToString()));
            switch (column.Type)
            {
                case ParquetType.Bool: AddValues(hash, order, reader.Read<bool>(column.Name), value => [value ? (byte)1 : (byte)0]); break;
                case ParquetType.Int32: AddValues(hash, order, reader.Read<int>(column.Name), value => BitConverter.GetBytes(value)); break;
                case ParquetType.Int64: AddValues(hash, order, reader.Read<long>(column.Name), value => BitConverter.GetBytes(value)); break;
                case ParquetType.Float: AddValues(hash, order, reader.Read<float>(column.Name), value => BitConverter.GetBytes(float.IsNaN(value) ? float.NaN : value)); break;
                case ParquetType.Double: AddValues(hash, order, reader.Read<double>(column.Name), value => BitConverter.GetBytes(double.IsNaN(value) ? double.NaN : value)); break;
                case ParquetType.Timestamp: AddValues(hash, order, reader.Read<DateTime>(column.Name), value => BitConverter.GetBytes(value.Ticks)); break;
                default: AddValues(hash, order, reader.Read<string>(column.Name), Text); break;
            }
        }
    }

    private static int[] Order(ParquetReader reader, string[] keys)
    {
        long[][] columns = [.. keys.Select(key => reader.Read<long>(key).Values)];
        var order = Enumerable.Range(0, checked((int)reader.RowCount)).OrderBy(_ => 0);
        return [.. columns.Aggregate(order, (sorted, column) => sorted.ThenBy(row => column[row]))];
    }

    private static string[] Names(ParquetReader reader, string file, string key) =>
        reader.Metadata.GetValueOrDefault(key)?.Split(',', StringSplitOptions.RemoveEmptyEntries)
        ?? throw new InputException($"{file}: this is no result file of HyperSweep, as its footer has no {key}. Keep other files out of the folder.");

    private static void AddValues<T>(IncrementalHash hash, int[] order, ParquetValues<T> values, Func<T, byte[]> bytes)
    {
        foreach (int row in order)
        {
            bool absent = values.Nulls is { } nulls && nulls[row];
            hash.AppendData([absent ? (byte)0 : (byte)1]);
            if (!absent)
                hash.AppendData(bytes(values.Values[row]));
        }
    }

    // With its length in front, so that "ab", "c" and "a", "bc" differ.
    private static byte[] Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [.. BitConverter.GetBytes(bytes.Length), .. bytes];
    }
}
