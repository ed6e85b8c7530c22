using Sweep.Core.Parquet;
using Sweep.Runner.Results;
using Sweep.Tests.Conventions;

namespace Sweep.Tests.Runner;

/// <summary>The study that the README begins with, on its real data, whole.</summary>
public class DigitsStudyTests
{
    [Fact]
    public void It_finds_what_is_known_of_it_and_the_same_bits_with_one_worker_and_with_two()
    {
        using var folder = new TemporaryFolder();
        string study = Path.Combine(Repository.Root, "studies/digits-optimizers"), one = Path.Combine(folder.Path, "1"), two = Path.Combine(folder.Path, "2");

        var (exitCode, output, _) = HyperSweep.Run("run", study, "--workers", "2", "--output", two, "--quiet");
        Assert.Equal(0, exitCode);
        Assert.Equal(0, HyperSweep.Run("run", study, "--workers", "1", "--output", one, "--quiet").ExitCode);

        Assert.Equal(ResultDigest.Of(one), ResultDigest.Of(two));
        Assert.Contains(ResultDigest.Of(one), Repository.Read("studies/digits-optimizers/README.md"), StringComparison.Ordinal);
        using var trials = ParquetReader.Open(Path.Combine(two, "trials.parquet"));
        Assert.Equal(63, trials.RowCount);
        double[] accuracy = trials.Read<double>("objective").Values;
        Assert.InRange(accuracy.Where(value => !double.IsNaN(value)).Max(), 0.965, 1);

        var optimizers = trials.Read<string>("optimizer").Values;
        double[] rates = trials.Read<double>("learning_rate").Values;
        Assert.InRange(Accuracy("sgd", 1e-4), 0, 0.5);
        foreach (string adaptive in new[] { "adam", "rmsprop" })
            Assert.True(!(Accuracy(adaptive, 1) > 0.3), $"{adaptive} at a rate of 1 must diverge or fail to learn.");
        Assert.True(!(Accuracy("adagrad", 1) > 0.8), "adagrad at a rate of 1 must diverge or learn far less than at its best.");
        Assert.Contains("By optimizer", output, StringComparison.Ordinal);
        Assert.Contains("By learning rate", output, StringComparison.Ordinal);
        Assert.Contains("Recommended: ", output, StringComparison.Ordinal);

        double Accuracy(string optimizer, double rate) =>
            accuracy[Enumerable.Range(0, 63).Single(row => optimizers[row] == optimizer && rates[row] == rate)];
    }
}
