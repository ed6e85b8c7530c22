using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Parquet;
using Sweep.Core.Profiles;
using Sweep.Runner.Studies;
using Sweep.Tests.Core.Data;
using Sweep.Tests.Core.Parquet;
using Sweep.Tests.Reference;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Fuzzing;

/// <summary>All readers of files that somebody else made.</summary>
internal static class FuzzTargets
{
    private const int LargestSample = 12_000;

    private static readonly string[] _csvSeeds =
    [
        "x,y\n1,10\n2,9\n3,10\n",
        "a,\"y, in m\",b\r\n1.5,-2e3,\"3\"\r\n4,5,6",
        "\uFEFFname,\"quoted \"\"name\"\"\",kind\nspam,1e-3,\"a\nb\"\n\"o, o\",7,ham\n",
        SmallStudy.Csv(),
    ];

    private static readonly string[] _svmSeeds =
    [
        "# made by hand\n+1 1:0.5 3:-1e2 # another\n\n  -1\t2:.5   \r\n0\n1 7:0 8:1",
        "2.5 0:1 1:2 5:3\n1 0:3.5e-7\n",
        string.Concat(Enumerable.Range(1, 30).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row % 3} {row}:{row / 8.0} {2 * row}:-1\n"))),
    ];

    private static readonly string[] _studySeeds =
    [
        SmallStudy.Yaml,
        """
        name: layers
        data: { file: points.csv, target: cloud, rows: { kind: images, height: 2, width: 2 }, scale: max_abs, repeated_rows: drop }
        model:
          layers:
            - { kind: convolution, channels: 4, kernel: [2, 2], padding: 1 }
            - relu
            - flatten
            - { kind: dropout, rate: 0.1 }
            - { kind: dense, units: 3 }
        training:
          epochs: 3
          batch_size: &size 8
          loss: { kind: cross_entropy, label_smoothing: 0.1 }
          clip_norm: 1
          early_stopping: { patience: 2 }
        validation: { kind: hold_out, share: 0.25 }
        metric: { name: validation_loss, goal: minimize }
        metrics: [f1, accuracy]
        method: random
        trials: 5
        parameters:
          optimizer: { values: [adam, { kind: momentum, decay: 0.5 }] }
          learning_rate: { min: 1e-4, max: 1e-1, distribution: log_uniform_values }
          batch_size: [*size, 16]
        pruner: { kind: median, startup_trials: 2 }
        lag: 4
        """,
        """
        name: command
        command: ["true", "{learning_rate}", "--size={size}"]
        metric: { name: validation_loss, goal: minimize }
        validation: { folds: 3, repeats: 2 }
        method: random
        trials: 40
        parameters: { learning_rate: { distribution: log_uniform_values, min: 1e-4, max: 1 }, size: ["64", all] }
        limits: { fit_time: 10m, retries: 2, memory: 4GB }
        """,
    ];

    private static readonly string[] _studyWords =
    [
        "name", "data", "file", "target", "model", "layers", "training", "epochs", "loss", "validation", "folds", "repeats", "metric", "parameters", "optimizer", "learning_rate",
        "values", "min", "max", "points", "kind", "seed", "limits", "adam", "sgd", "mlp", "relu", "hidden", "all", "none", "random", "k_fold", "[1, 2]", "{ kind: dense, units: 2000000000 }", "[", "]", "{", "}", ":", ": ", ",", "- ", "\n", "\n  ", "&a ", "*a", "? ", "|", ">", "!!binary ", "!x ",
        "---\n", "...\n", "%YAML 1.2\n", "<<: ", "\"", "'", "#", "\t", "\0", "\u0085", "\u2028", "\uFEFF", "\uD83D\uDE00", "{a: &a [1]}", "@", "`",
    ];

    // Every page of them has a checksum.
    private static readonly byte[][] _parquetOfOurs =
    [
        .. new[] { ParquetCompression.None, ParquetCompression.Gzip, ParquetCompression.Brotli }.Select(compression => TestFile.Write(
            new([new("flag", ParquetType.Bool), new("step", ParquetType.Int32), new("loss", ParquetType.Double, Optional: true), new("name", ParquetType.String, Optional: true), new("time", ParquetType.Timestamp)]),
            writer =>
            {
                for (int i = 0; i < 20; i++)
                {
                    writer.Column<bool>("flag").Add(i % 3 == 0);
                    writer.Column<int>("step").Add(i * i);
                    if (i % 5 == 0)
                        writer.Column<double>("loss").AddNull();
                    else
                        writer.Column<double>("loss").Add(1.0 / i);
                    if (i == 7)
                        writer.Column<string>("name").AddNull();
                    else
                        writer.Column<string>("name").Add(i % 2 == 0 ? "tpe" : "cma-es");
                    writer.Column<DateTime>("time").Add(DateTime.UnixEpoch.AddSeconds(i * 7));
                    writer.EndRow();
                }
                writer.Metadata["study"] = "a";
            },
            new() { Compression = compression })),
    ];

    /// <summary>The catalog.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [.. Make()];

    /// <summary>The target of a name.</summary>
    public static FuzzTarget Of(string name) => All.Single(target => target.Name == name);

    private static IEnumerable<FuzzTarget> Make()
    {
        var csv = new FuzzTarget("csv", Texts(_csvSeeds), ReadCsv) { Words = [",", "\"", "\n", "\r\n", "\r", "\"\"", "\0", "\uFEFF", " ", "spam", ";", "\t"] };
        var svm = new FuzzTarget("libsvm", Texts(_svmSeeds), ReadSparse) { Words = [":", " ", "\n", "#", "qid:1 ", "1:1 ", "0:2 ", ",", "-", "\0", "\r\n", "16777216:1 "] };
        var npy = new FuzzTarget("npy", Seeds("npy"), path => Read(NpyFile.Open(FileAt(path))));
        var idx = new FuzzTarget("idx", Seeds("idx"), path => Read(IdxFile.Open(FileAt(path))));
        yield return csv;
        yield return svm;
        yield return npy;
        yield return new FuzzTarget("npz", Seeds("npz"), path => Read(NpzFile.Open(FileAt(path)))) { HasChecksum = _ => true };
        yield return idx;
        // Only what is still gzip has its checksum.
        foreach (var plain in new[] { csv, svm, npy, idx })
            yield return plain with { Name = plain.Name + ".gz", Pack = DataFolderOfTest.Gzip, HasChecksum = input => input.Bytes is [0x1F, 0x8B, ..] };
        yield return new FuzzTarget("parquet", [.. _parquetOfOurs, .. ParquetOfOthers()], ReadParquet)
        {
            HasChecksum = input => input.Seed < _parquetOfOurs.Length,
            Refuses = error => error is ParquetException,
        };
        yield return new FuzzTarget("parquet.gz", _parquetOfOurs, path => Read(ParquetTable.Open(FileAt(path))))
        {
            Pack = DataFolderOfTest.Gzip,
            HasChecksum = input => input.Bytes is [0x1F, 0x8B, ..],
        };
        yield return new FuzzTarget("study", Texts(_studySeeds), ReadStudy)
        {
            FileName = "study.yaml",
            Beside = new Dictionary<string, string> { ["points.csv"] = SmallStudy.Csv() },
            Words = _studyWords,
        };
    }

    private static DataFile FileAt(string path) => new(path, Path.GetFileName(path));

    private static byte[][] Texts(string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    // What NumPy and scikit-learn wrote and these readers take; what is gzipped has a target of its own.
    private static byte[][] Seeds(string kind) =>
    [
        .. ReferenceFile.Load("formats.json").Cases
            .Where(each => each.GetProperty("kind").GetString() == kind && !each.TryGetProperty("refused", out _))
            .Select(each => each.GetProperty("bytes").GetBytesFromBase64())
            .Where(bytes => bytes is not [0x1F, 0x8B, ..]),
    ];

    private static FuzzReading Read(ITable table)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var rows = table.Open();
        while (rows.Read())
        {
            for (int column = 0; column < table.Columns.Count; column++)
            {
                var kind = rows.Read(column, out double number);
                hash.AppendData([(byte)kind]);
                hash.AppendData(MemoryMarshal.AsBytes([number]));
                hash.AppendData(MemoryMarshal.AsBytes(rows.Text(column)));
            }
        }
        return new FuzzReading($"{string.Join(',', table.Columns.Take(100))};{table.Target};{table.FeatureShape}", Convert.ToHexString(hash.GetHashAndReset()));
    }

    // Every value as it stands, as it is described, and as a study would take it: the last column as classes, texts as categories.
    private static FuzzReading ReadCsv(string path)
    {
        var table = CsvTable.Open(FileAt(path));
        var reading = Read(table);
        TableProfiler.Profile(table, table.Columns[^1]);
        FeatureColumn[] features = [.. table.Columns.SkipLast(1).Select(name => new FeatureColumn(name) { IsCategorical = Tables.TextIn(table, name) is not null })];
        var data = TableSurvey.Of(table, new TableColumns { Features = features, Target = table.Columns[^1], Kind = TargetKind.Classes }).Read();
        return reading with { Values = reading.Values + Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(data.Features.Values))) };
    }

    private static FuzzReading ReadSparse(string path)
    {
        var (table, labels) = LibSvmFile.Read(FileAt(path));
        var rows = table.Rows;
        byte[] all = [.. MemoryMarshal.AsBytes(rows.Offsets), .. MemoryMarshal.AsBytes(rows.Columns), .. MemoryMarshal.AsBytes(rows.Values), .. MemoryMarshal.AsBytes<double>(labels)];
        return new FuzzReading("", Convert.ToHexString(SHA256.HashData(all)) + rows.ColumnCount);
    }

    private static FuzzReading ReadStudy(string path)
    {
        var study = StudyReader.Read(path);
        return new FuzzReading("", $"{study.Name} {study.Fits}");
    }

    // Of each kind that others write, those that are quick to read.
    private static IEnumerable<byte[]> ParquetOfOthers() =>
        SampleFolder.Files("read").Select(row => SampleFolder.Read(row.Data)).Where(bytes => bytes.Length < LargestSample);

    private static FuzzReading ReadParquet(string path)
    {
        using var reader = ParquetReader.Open(path);
        var schema = new StringBuilder();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var column in reader.Schema.Columns)
        {
            schema.Append(CultureInfo.InvariantCulture, $"{column};");
            switch (column.Type)
            {
                case ParquetType.Bool: Add(reader.Read<bool>(column.Name)); break;
                case ParquetType.Int32: Add(reader.Read<int>(column.Name)); break;
                case ParquetType.Int64: Add(reader.Read<long>(column.Name)); break;
                case ParquetType.Float: Add(reader.Read<float>(column.Name)); break;
                case ParquetType.Double: Add(reader.Read<double>(column.Name)); break;
                case ParquetType.Timestamp: Add(reader.Read<DateTime>(column.Name)); break;
                case ParquetType.String: Add(reader.Read<string>(column.Name)); break;
                case ParquetType.Date: Add(reader.Read<DateOnly>(column.Name)); break;
                case ParquetType.Bytes: Add(reader.Read<byte[]>(column.Name)); break;
                case ParquetType.Other: break;
                default: throw new NotSupportedException($"How is a column of type {column.Type} read?");
            }
        }
        return new FuzzReading(schema.ToString(), Convert.ToHexString(hash.GetHashAndReset()));

        void Add<T>(ParquetValues<T> values)
        {
            for (int i = 0; i < values.Values.Length; i++)
            {
                object? value = values.Values[i] is byte[] bytes ? Convert.ToHexString(bytes) : TestFile.Bits(values.Values[i]);
                string text = values.Nulls?[i] == true ? "null" : string.Create(CultureInfo.InvariantCulture, $"{value};");
                hash.AppendData(Encoding.UTF8.GetBytes(text));
            }
        }
    }
}
