using BenchmarkDotNet.Attributes;
using Sweep.Core.Numerics;
using Sweep.Core.Parquet;

namespace Sweep.Bench;

/// <summary>A million rows like those of a fits log: six whole numbers, two short texts, six doubles, a text that is always null.</summary>
[MemoryDiagnoser]
public class ParquetBenchmarks
{
    private const int Rows = 1_000_000;

    private static readonly string[] _optimizers = ["adagrad", "adam", "momentum", "nesterov", "rmsprop", "sgd"];
    private static readonly string[] _whole = ["trial", "fit", "repeat", "fold", "steps", "attempts"];
    private static readonly string[] _measured = ["learning_rate", "train_loss", "validation_loss", "validation_accuracy", "gradient_norm", "seconds"];

    private static readonly ParquetSchema _schema = new(
    [
        .. _whole.Select(name => new ParquetColumn(name, ParquetType.Int64)),
        new("optimizer", ParquetType.String), new("state", ParquetType.String),
        .. _measured.Select(name => new ParquetColumn(name, ParquetType.Double, Optional: name.StartsWith("validation_", StringComparison.Ordinal))),
        new("error", ParquetType.String, Optional: true),
    ]);

    private readonly double[] _random = new double[4 * Rows];
    private byte[] _part = [];

    [Params(ParquetCompression.None, ParquetCompression.Gzip, ParquetCompression.Brotli)]
    public ParquetCompression Compression { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new RandomStream(1, RandomPurpose.InitialWeights);
        foreach (ref double value in _random.AsSpan())
            value = random.Uniform(0, 1);
        using var file = new MemoryStream();
        WriteRows(file);
        _part = file.ToArray();
    }

    [Benchmark]
    public void Write() => WriteRows(Stream.Null);

    [Benchmark]
    public void Append()
    {
        using var writer = new ParquetWriter(Stream.Null, _schema, "HyperSweep version 0.1.0 (build bench)");
        using var part = new ParquetReader(new MemoryStream(_part));
        writer.Append(part);
        writer.Close();
    }

    private void WriteRows(Stream stream)
    {
        using var writer = new ParquetWriter(stream, _schema, "HyperSweep version 0.1.0 (build bench)", new() { Compression = Compression });
        ColumnWriter<long>[] whole = [.. _whole.Select(writer.Column<long>)];
        ColumnWriter<double>[] measured = [.. _measured.Select(writer.Column<double>)];
        ColumnWriter<string> optimizer = writer.Column<string>("optimizer"), state = writer.Column<string>("state"), error = writer.Column<string>("error");
        for (int row = 0; row < Rows; row++)
        {
            var random = _random.AsSpan(4 * row, 4);
            bool diverged = random[3] < 0.05;
            long steps = diverged ? (long)(900 * random[0]) : 900;
            whole[0].Add(row / 5);
            whole[1].Add(row);
            whole[2].Add(0);
            whole[3].Add(row % 5);
            whole[4].Add(steps);
            whole[5].Add(1);
            optimizer.Add(_optimizers[row / 45 % _optimizers.Length]);
            state.Add(diverged ? "diverged" : "completed");
            measured[0].Add(Math.ScaleB(1, row / 5 % 9) / 3000);
            measured[1].Add(random[0]);
            if (diverged)
            {
                measured[2].AddNull();
                measured[3].AddNull();
            }
            else
            {
                measured[2].Add(random[1]);
                measured[3].Add(Math.Round(360 * random[2]) / 360);
            }
            measured[4].Add(random[2]);
            measured[5].Add(random[3]);
            error.AddNull();
            writer.EndRow();
        }
        writer.Close();
    }
}
