using Sweep.Core.Parquet;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

public class RunCommandTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Results_are_the_same_bits_for_any_number_of_workers(int workers)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), one = Path.Combine(folder.Path, "one"), other = Path.Combine(folder.Path, "other");

        Assert.Equal(0, HyperSweep.Run("run", study, "--workers", "1", "--output", one).ExitCode);
        Assert.Equal(0, HyperSweep.Run("run", study, "--workers", $"{workers}", "--output", other).ExitCode);

        Assert.Equal(Digest(one), Digest(other));
    }

    [Fact]
    public void A_second_run_of_a_study_that_is_done_leaves_its_results_as_they_are()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), results = Path.Combine(folder.Path, "results");

        Assert.Equal(0, HyperSweep.Run("run", study).ExitCode);
        string first = Digest(results);
        Assert.Equal(0, HyperSweep.Run("run", study).ExitCode);

        Assert.Equal(first, Digest(results));
        Assert.Equal(
            ["epochs.parquet", "fits.parquet", "ledger.lock", "ledger.sqlite", "log.jsonl", "trials.parquet"],
            Directory.GetFileSystemEntries(results).Select(Path.GetFileName).Where(name => !name!.StartsWith("ledger.sqlite-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void The_order_of_the_parameters_in_the_file_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        const string Rates = "  learning_rate: { distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }\n";
        string a = Path.Combine(folder.Path, "a"), b = Path.Combine(folder.Path, "b");

        HyperSweep.Run("run", SmallStudy.Write(folder), "--output", a);
        HyperSweep.Run("run", SmallStudy.Write(folder, text => text.Replace(Rates, "").Replace("  optimizer:\n", Rates + "  optimizer:\n")), "--output", b);

        Assert.Equal(Digest(a), Digest(b));
    }

    [Fact]
    public void Another_seed_gives_other_results()
    {
        using var folder = new TemporaryFolder();
        string a = Path.Combine(folder.Path, "a"), b = Path.Combine(folder.Path, "b");

        HyperSweep.Run("run", SmallStudy.Write(folder), "--output", a);
        HyperSweep.Run("run", SmallStudy.Write(folder, text => text.Replace("seed: 3", "seed: 4")), "--output", b);

        Assert.NotEqual(Digest(a), Digest(b));
    }

    [Fact]
    public void A_comment_makes_no_other_study()
    {
        using var folder = new TemporaryFolder();
        HyperSweep.Run("run", SmallStudy.Write(folder));

        string commented = SmallStudy.Write(folder, text => "# Why?\n" + text.Replace("seed: 3", "seed:   3   # lucky", StringComparison.Ordinal));

        Assert.Equal(0, HyperSweep.Run("run", commented).ExitCode);
    }

    [Fact]
    public void Results_of_another_study_are_replaced_only_when_asked()
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        HyperSweep.Run("run", SmallStudy.Write(folder));
        string before = Digest(results);
        string changed = SmallStudy.Write(folder, text => text.Replace("seed: 3", "seed: 4"));

        var (exitCode, _, error) = HyperSweep.Run("run", changed);

        Assert.Equal(2, exitCode);
        Assert.Equal(
            $"{results}: this folder holds the results of another study, or of this one before it was changed. What differs:\n" +
            "  seed: \"3\" there, \"4\" here\n" +
            "Change it back, give another folder with --output, or start anew with --replace.\n", error);
        Assert.Equal(before, Digest(results));
        Assert.Equal(0, HyperSweep.Run("run", changed, "--replace").ExitCode);
        Assert.NotEqual(before, Digest(results));
    }

    [Fact]
    public void Trials_are_paired_all_of_them_start_from_the_same_weights_and_see_the_same_batches()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder));
        var network = (NetworkObjective)study.Objective;
        var trainer = new Trainer(TimeProvider.System);

        // At a rate too small to move a float, an epoch's losses depend on fold, initial weights and batch order alone.
        foreach (var fold in study.Folds)
        {
            var results = Enumerable.Range(0, (int)study.Trials)
                .Select(trial => network.PlanOf(study.Suggest(trial), fold, study.Seed) with { LearningRate = 1e-30, BatchSize = new BatchSize(5) })
                .Select(plan => trainer.Fit(plan, CancellationToken.None))
                .ToArray();
            Assert.Single(results.Select(result => result.WeightsDigest).Distinct());
            Assert.Single(results.Select(result => string.Join(' ', result.Epochs.Select(epoch => $"{epoch.TrainLoss:R} {epoch.GradientNorm:R}"))).Distinct());
        }

        string FirstWeights(StudyFold fold) => trainer.Fit(
            network.PlanOf(study.Suggest(0), fold, study.Seed) with { LearningRate = 1e-30 }, CancellationToken.None).WeightsDigest;
        Assert.Equal(study.Folds.Count, study.Folds.Select(FirstWeights).Distinct().Count());
    }

    [Fact]
    public void The_log_has_a_row_for_every_trial_fit_and_epoch()
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        HyperSweep.Run("run", SmallStudy.Write(folder));

        using var trials = ParquetReader.Open(Path.Combine(results, "trials.parquet"));
        using var fits = ParquetReader.Open(Path.Combine(results, "fits.parquet"));
        using var epochs = ParquetReader.Open(Path.Combine(results, "epochs.parquet"));

        // 3 rates for each of sgd, batch gradient descent and two momentums, 2 for adam.
        Assert.Equal((14, 14 * 6, 14 * 6 * 3), (trials.RowCount, fits.RowCount, epochs.RowCount));
        Assert.Equal(Enumerable.Range(0, 14).Select(each => (long)each), trials.Read<long>("trial").Values);
        Assert.Equal(
            ["sgd", "sgd", "sgd", .. Enumerable.Repeat("batch_gradient_descent", 3), .. Enumerable.Repeat("momentum", 6), "adam", "adam"],
            trials.Read<string>("optimizer").Values);
        Assert.Equal([8, 8, 8, 0, 0, 0, .. Enumerable.Repeat(8L, 8)], trials.Read<long>("batch_size").Values);
        var decay = trials.Read<double>("optimizer_decay");
        Assert.Equal([.. Enumerable.Repeat(true, 6), .. Enumerable.Repeat(false, 6), true, true], decay.Nulls!);
        Assert.Equal([0.5, 0.5, 0.5, 0.9, 0.9, 0.9], decay.Values[6..12]);
        Assert.Equal(
            "{ kind: adam, ams_grad: true, beta1: 0.9, beta2: 0.999, epsilon: 1E-08, epsilon_hat: false, weight_decay: 0, decoupled_decay: false, decay_biases: true }",
            trials.Read<string>("optimizer_settings").Values[13]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder.Path, "study.yaml")), trials.Metadata["hypersweep.study"]);

        // A trial's objective is the mean over its six fits of what their last epochs show.
        double[] accuracy = fits.Read<double>("validation_accuracy").Values;
        double[] last = [.. epochs.Read<double>("validation_accuracy").Values.Where((_, row) => row % 3 == 2)];
        Assert.Equal(last, accuracy);
        Assert.Equal(OfLastEpoch<double>("train_loss"), fits.Read<double>("train_loss").Values);
        Assert.Equal(OfLastEpoch<double>("validation_loss"), fits.Read<double>("validation_loss").Values);
        Assert.Equal(OfLastEpoch<long>("step"), fits.Read<long>("steps").Values);
        Assert.Equal(fits.Read<long>("steps").Values.Chunk(6).Select(chunk => chunk.Sum()), trials.Read<long>("steps").Values);
        Assert.Equal(epochs.Read<double>("learning_rate").Values.Chunk(18).Select(chunk => chunk.Distinct().Single()), trials.Read<double>("learning_rate").Values);
        double[][] courses = [.. epochs.Read<double>("validation_accuracy").Values.Chunk(3)];
        Assert.Equal(courses.Select(course => course.Max()), fits.Read<double>("best_validation_accuracy").Values);
        Assert.Equal(courses.Select(course => Array.IndexOf(course, course.Max()) + 1L), fits.Read<long>("best_epoch").Values);
        T[] OfLastEpoch<T>(string column) => [.. epochs.Read<T>(column).Values.Where((_, row) => row % 3 == 2)];

        double[] means = [.. accuracy.Chunk(6).Select(chunk => chunk.Order().Sum() / 6)];
        Assert.Equal(means, trials.Read<double>("objective").Values);
    }

    [Fact]
    public void What_else_is_varied_has_a_table_of_its_own()
    {
        using var folder = new TemporaryFolder();

        var (_, output, _) = HyperSweep.Run("run", SmallStudy.Write(folder));

        Assert.Contains("\nBy optimizer decay\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\n +0\.5 +momentum +learning rate \S+ +0\.\d{4} ", output);
        Assert.Matches(@"\n +0\.9 +momentum +learning rate \S+ +0\.\d{4} ", output);
        Assert.DoesNotContain("By batch size", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diverged_fit_is_a_result_with_its_step_and_ranks_last()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text
            .Replace("cross_entropy", "mean_squared_error").Replace("target: cloud", "target: d").Replace("stratified_k_fold", "k_fold")
            .Replace("validation_accuracy, goal: maximize", "r2").Replace("name: r2", "name: validation_r2")
            .Replace("min: 1e-2, max: 1, points: 3", "min: 1e-2, max: 1e6, points: 2"));
        folder.Write("points.csv", string.Join('\n', SmallStudy.Csv().Split('\n').Select(line => line.Contains(',') ? line[..line.LastIndexOf(',')] : line)));
        string results = Path.Combine(folder.Path, "results");

        var (exitCode, output, error) = HyperSweep.Run("run", study);

        Assert.True(exitCode == 0, error);
        using var trials = ParquetReader.Open(Path.Combine(results, "trials.parquet"));
        using var fits = ParquetReader.Open(Path.Combine(results, "fits.parquet"));
        Assert.Equal(["completed", "diverged"], trials.Read<string>("state").Values[..2]);
        Assert.True(double.IsNaN(trials.Read<double>("objective").Values[1]));
        Assert.Equal(6, trials.Read<long>("diverged_fits").Values[1]);
        var step = fits.Read<long>("diverged_at_step");
        Assert.True(step.Nulls![0]);
        Assert.InRange(step.Values[6], 1, 3);
        var reason = fits.Read<string>("diverged_reason");
        Assert.True(reason.Nulls![0]);
        Assert.Contains(reason.Values[6], new[] { "nan", "infinite", "loss" });
        Assert.Contains("diverged", output, StringComparison.Ordinal);
    }

    private static string Digest(string results) => ResultDigest.Of(results);
}
