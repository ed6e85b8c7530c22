using Sweep.Core.Contracts;
using Sweep.Core.Parquet;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

public class ResultDigestTests
{
    [Fact]
    public void Values_names_and_nulls_count_and_measured_columns_and_the_order_of_rows_do_not()
    {
        string digest = Digest([(1, 0.5, null, 7), (2, double.NaN, "b", 8)]);

        Assert.Equal(digest, Digest([(1, 0.5, null, 70), (2, double.NaN, "b", 80)]));
        Assert.Equal(digest, Digest([(2, double.NaN, "b", 8), (1, 0.5, null, 7)]));
        Assert.NotEqual(digest, Digest([(1, Math.BitIncrement(0.5), null, 7), (2, double.NaN, "b", 8)]));
        Assert.NotEqual(digest, Digest([(1, 0.5, "", 7), (2, double.NaN, "b", 8)]));
        Assert.NotEqual(digest, Digest([(1, 0.5, null, 7)]));
        Assert.NotEqual(digest, Digest([(1, 0.5, null, 7), (2, double.NaN, "b", 8)], name: "other"));
        Assert.NotEqual(digest, Digest([(1, 0.5, null, 7), (2, double.NaN, "b", 8)], file: "other.parquet"));
        Assert.Equal(64, digest.Length);
    }

    [Fact]
    public void A_folder_without_results_is_said_so()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(
            (2, "", $"{folder.Path}: there are no results here (no *.parquet). Give the folder that a study wrote its results to.\n"),
            HyperSweep.Run("digest", folder.Path));
        Assert.Equal(
            (2, "", $"{folder.Path}/none: there is no such folder. Give the folder that a study wrote its results to.\n"),
            HyperSweep.Run("digest", folder.Path + "/none"));
    }

    [Fact]
    public void A_study_stands_for_the_results_beside_it()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);
        HyperSweep.Run("run", study, "--quiet");
        string digest = ResultDigest.Of(Path.Combine(folder.Path, "results"));

        Assert.Equal((0, digest + "\n", ""), HyperSweep.Run("digest", study));
        Assert.Equal((0, digest + "\n", ""), HyperSweep.Run("digest", folder.Path));
    }

    [Fact]
    public async Task A_study_that_is_not_finished_is_said_so()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), results = Path.Combine(folder.Path, "results");
        var end = await TestStudy.RunAsync(StudyReader.Read(study), results, cancellation: new CancellationToken(canceled: true));

        Assert.Equal(
            (2, "", $"{results}: the study is not finished: {end.Finished} of 84 fits have results. hypersweep run goes on with it; there is a digest at its end.\n"),
            HyperSweep.Run("digest", study));
    }

    [Fact]
    public void A_damaged_file_is_said_so()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("trials.parquet", "PAR1 and then nothing");

        var error = Assert.Throws<InputException>(() => ResultDigest.Of(folder.Path));

        Assert.StartsWith($"{file}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($". The results in {folder.Path} cannot be read; take the damaged file away, and run the study again.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_not_complete_is_said_so()
    {
        using var folder = new TemporaryFolder();
        HyperSweep.Run("run", SmallStudy.Write(folder), "--quiet");
        string results = Path.Combine(folder.Path, "results");
        File.Delete(Path.Combine(results, "fits.parquet"));

        Assert.Equal(
            (2, "", $"{results}: the results must be epochs.parquet, fits.parquet, trials.parquet; got epochs.parquet, trials.parquet. " +
                "Run the study again, or take other files away.\n"),
            HyperSweep.Run("digest", results));
    }

    [Fact]
    public void Every_NaN_is_the_same()
    {
        double other = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) ^ long.MinValue | 1);

        Assert.Equal(Digest([(1, double.NaN, null, 7)]), Digest([(1, other, null, 7)]));
    }

    private static string Digest((long Key, double Value, string? Text, double Seconds)[] rows, string name = "value", string file = "trials.parquet")
    {
        using var folder = new TemporaryFolder();
        using (var stream = File.Create(Path.Combine(folder.Path, file)))
        {
            using var writer = new ParquetWriter(
                stream,
                new ParquetSchema([new("key", ParquetType.Int64), new(name, ParquetType.Double), new("text", ParquetType.String, true), new("seconds", ParquetType.Double)]),
                "HyperSweep version 0 (build test)");
            writer.Metadata[LogMetadata.Files] = file;
            writer.Metadata[LogMetadata.Keys] = "key";
            writer.Metadata[LogMetadata.Measured] = "seconds";
            foreach (var row in rows)
            {
                writer.Column<long>("key").Add(row.Key);
                writer.Column<double>(name).Add(row.Value);
                if (row.Text is null)
                    writer.Column<string>("text").AddNull();
                else
                    writer.Column<string>("text").Add(row.Text);
                writer.Column<double>("seconds").Add(row.Seconds);
                writer.EndRow();
            }
            writer.Close();
        }
        return ResultDigest.Of(folder.Path);
    }
}
