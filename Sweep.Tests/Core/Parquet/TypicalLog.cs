using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>A log like those of a large study: 250 steps a trial, sixteen columns.</summary>
internal static class TypicalLog
{
    private const int StepsOfTrial = 250;

    private static readonly string[] _optimizers = ["adam", "sgd", "momentum", "rmsprop"];

    public static void Write(Stream stream, int rows, ParquetOptions options)
    {
        using var writer = new ParquetWriter(
            stream,
            new([
                new("trial", ParquetType.Int64), new("study", ParquetType.String), new("optimizer", ParquetType.String), new("model", ParquetType.String),
                new("step", ParquetType.Int64), new("epoch", ParquetType.Int32), new("learning_rate", ParquetType.Double), new("dropout", ParquetType.Double),
                new("train_loss", ParquetType.Double), new("validation_loss", ParquetType.Double, Optional: true), new("best_loss", ParquetType.Double),
                new("gradient_norm", ParquetType.Float), new("accuracy", ParquetType.Float), new("time", ParquetType.Timestamp),
                new("diverged", ParquetType.Bool), new("note", ParquetType.String, Optional: true),
            ]),
            TestFile.CreatedBy,
            options);
        ColumnWriter<long> trial = writer.Column<long>("trial"), step = writer.Column<long>("step");
        ColumnWriter<string> study = writer.Column<string>("study"), optimizer = writer.Column<string>("optimizer"), model = writer.Column<string>("model");
        var epoch = writer.Column<int>("epoch");
        ColumnWriter<double> rate = writer.Column<double>("learning_rate"), dropout = writer.Column<double>("dropout"),
            loss = writer.Column<double>("train_loss"), validation = writer.Column<double>("validation_loss"), best = writer.Column<double>("best_loss");
        ColumnWriter<float> norm = writer.Column<float>("gradient_norm"), accuracy = writer.Column<float>("accuracy");
        var time = writer.Column<DateTime>("time");
        var diverged = writer.Column<bool>("diverged");
        var note = writer.Column<string>("note");

        var dice = new Dice(16);
        double Share() => dice.Below(1 << 30) / (double)(1 << 30);
        var now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        double lowest = double.PositiveInfinity, shareOfTrial = 0;
        for (int row = 0; row < rows; row++)
        {
            int number = row / StepsOfTrial, within = row % StepsOfTrial;
            if (within == 0)
                (lowest, shareOfTrial) = (double.PositiveInfinity, Share());
            // Losses of networks are computed in single precision.
            float value = (float)(2.3 / (1 + within / 40.0) + Share() / 20);
            lowest = Math.Min(lowest, value);
            now = now.AddMicroseconds(150_000 + dice.Below(9000));

            trial.Add(number);
            study.Add("resnet-sweep");
            optimizer.Add(_optimizers[number % _optimizers.Length]);
            model.Add(number % 3 == 0 ? "wide" : "deep");
            step.Add(within);
            epoch.Add(within / 50);
            rate.Add(0.1 / (1 + number % 5));
            dropout.Add(shareOfTrial / 2);
            loss.Add(value);
            if (within % 50 == 49)
                validation.Add(2.4 / (1 + within / 40.0) + Share() / 20);
            else
                validation.AddNull();
            best.Add(lowest);
            norm.Add((float)(3 * Share()));
            accuracy.Add((float)(within / 2500.0 + Share() / 10));
            time.Add(now);
            diverged.Add(number % 7 == 6);
            note.AddNull();
            writer.EndRow();
        }
        writer.Close();
    }
}
