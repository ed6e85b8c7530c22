using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file of the format of LIBSVM and SVMlight: on each line a label, then the features of a row that are not 0, as index:value.</summary>
/// <remarks>
/// What comes after "#" is a comment, and empty lines do not count. Indices ascend in a line. They count from 1 unless one of them is 0, as
/// scikit-learn's load_svmlight_file has it with zero_based="auto". Groups of queries (qid) and several labels of a row are refused. The file
/// is gone through twice, so that memory is taken for what there is.
/// </remarks>
public static class LibSvmFile
{
    /// <summary>Reads all rows.</summary>
    /// <param name="file">Where they are.</param>
    /// <param name="firstIndex">The index of the first feature, 0 or 1; null: 0 if there is such an index, otherwise 1.</param>
    /// <param name="featureCount">Features of a row; null: as many as the highest index asks for.</param>
    /// <exception cref="InputException">The file cannot be read, or a line is not as it must be.</exception>
    public static (SparseTable Features, double[] Labels) Read(DataFile file, int? firstIndex = null, int? featureCount = null)
    {
        int rows = 0, least = int.MaxValue, most = -1;
        long values = 0;
        using (var reader = new LibSvmReader(file))
        {
            for (; reader.Read(); rows++)
            {
                if (reader.Indices.IsEmpty)
                    continue;
                values += reader.Indices.Length;
                (least, most) = (Math.Min(least, reader.Indices[0]), Math.Max(most, reader.Indices[^1]));
                if (reader.Indices[0] < firstIndex)
                    throw reader.Error($"features are said to count from {firstIndex}; got index {reader.Indices[0]}. Say that they count from 0.");
                if (values > Array.MaxLength)
                    throw reader.Error($"a file can have {Array.MaxLength} values that are not 0; this one has more. Use fewer rows.");
            }
        }
        int first = firstIndex ?? (least == 0 ? 0 : 1), count = featureCount ?? Math.Max(most + 1 - first, 1);
        if (rows == 0)
            throw new InputException($"{file.Name}: the file has no rows. Each line is a row: label index:value index:value …");
        if (most - first >= count)
            throw new InputException($"{file.Name}: rows are said to have {count} features, counted from {first}; the highest index is {most}. Say that there are {most + 1 - first}.");

        var (offsets, columns, kept, labels) = (new int[rows + 1], new int[values], new float[values], new double[rows]);
        using (var reader = new LibSvmReader(file))
        {
            int row = 0;
            for (; reader.Read(); row++)
            {
                if (row == rows || offsets[row] + reader.Indices.Length > values)
                    break;
                reader.Values.CopyTo(kept.AsSpan(offsets[row]));
                for (int i = 0; i < reader.Indices.Length; i++)
                {
                    int column = reader.Indices[i] - first;
                    columns[offsets[row] + i] = column >= 0 && column < count ? column : throw Changed(file);
                }
                (labels[row], offsets[row + 1]) = (reader.Label, offsets[row] + reader.Indices.Length);
            }
            if (row != rows || offsets[rows] != values)
                throw Changed(file);
        }
        return (new SparseTable(offsets, columns, kept, count), labels);
    }

    private static InputException Changed(DataFile file) => new($"{file.Name}: the file has changed while it was read. Run again when it is whole.");
}
