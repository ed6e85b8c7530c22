using Sweep.Core.Parquet;
using Sweep.Core.Training;
using Sweep.Runner.Executors;
using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

/// <summary>What a study file can say of the training of a network, from the file to the result log.</summary>
public class TrainingSettingsTests
{
    private const string Everything = """
        epochs: 12, accumulation: 2, clip_norm: { max: 0.5, type: 1 }, step_curve: 3, average: { kind: ema, decay: 0.5 },
          early_stopping: { patience: 2, min_delta: 0.001, start_from_epoch: 1, monitor: accuracy, share: 0.25 },
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_keys_of_the_section_become_the_plan()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Write(folder, Everything));

        var plan = ((NetworkObjective)study.Objective).PlanOf(study.Suggest(0), study.Folds[0], study.Seed);

        Assert.Equal((2, 3), (plan.Accumulation, plan.StepCurve));
        Assert.Equal(new Clipping { By = ClippedBy.SumNorm, Limit = 0.5 }, plan.Clipping);
        Assert.Equal(new ExponentialAverage { Decay = 0.5 }, plan.Average);
        Assert.Equal(new EarlyStopping { Patience = 2, MinDelta = 0.001, StartFromEpoch = 1, Metric = 0 }, plan.EarlyStopping);
        // 24 training rows of three classes, of which each gives a quarter of its 8.
        Assert.Equal((18, 6, 12), (plan.Fold.Training.Length, plan.Fold.HeldBack.Length, plan.Fold.Validation.Length));
        int[] classes = plan.Data.ClassOfRows()!;
        Assert.All(plan.Fold.HeldBack.CountBy(row => classes[row]), each => Assert.Equal(2, each.Value));
        Assert.Empty(plan.Fold.HeldBack.Intersect(plan.Fold.Training.Concat(plan.Fold.Validation)));
    }

    [Fact]
    public void Where_the_study_keeps_the_order_the_last_training_rows_are_held_back()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Write(folder, "epochs: 3, early_stopping: { share: 0.25 },", text =>
            text.Replace("stratified_k_fold, folds: 3, repeats: 2", "k_fold, folds: 3, shuffle: false", StringComparison.Ordinal)));

        Assert.Equal(Enumerable.Range(30, 6), ((NetworkObjective)study.Objective).Folds[0].Rows.HeldBack);
        Assert.Equal(Enumerable.Range(18, 6), ((NetworkObjective)study.Objective).Folds[2].Rows.HeldBack);
    }

    [Fact]
    public void Scaling_is_fitted_on_the_rows_that_are_learned_from()
    {
        using var folder = new TemporaryFolder();
        var network = (NetworkObjective)StudyReader.Read(Write(folder, Everything)).Objective;

        Assert.All(network.Folds, fold =>
            Assert.Equal(fold.Rows.Training.Average(row => (double)network.Data.Features[row][0]), fold.Scaler.Mean[0], tolerance: 1e-6));
    }

    [Theory]
    [InlineData("clip_norm: 1,", ClippedBy.Norm, 1)]
    [InlineData("clip_norm: { max: 2 },", ClippedBy.Norm, 2)]
    [InlineData("clip_norm: { max: 2, type: infinity },", ClippedBy.LargestNorm, 2)]
    [InlineData("clip_value: 0.25,", ClippedBy.Value, 0.25)]
    public void Gradients_are_clipped_by_a_norm_or_by_value(string setting, ClippedBy by, double limit)
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Write(folder, "epochs: 3, " + setting));

        Assert.Equal(new Clipping { By = by, Limit = limit }, ((NetworkObjective)study.Objective).Clipping);
    }

    [Theory]
    [InlineData("clip_norm: 0,", "training.clip_norm: clip_norm must be above 0 and finite; got 0.")]
    [InlineData("clip_norm: { max: 1, type: 3 },", "training.clip_norm.type: there is no norm of type \"3\". Known: 1, 2, infinity.")]
    [InlineData("clip_norm: { type: 2 },", "training.clip_norm: the key \"max\" is missing.")]
    [InlineData("clip_value: -1,", "training.clip_value: clip_value must be above 0 and finite; got -1.")]
    [InlineData("clip_norm: 1, clip_value: 1,",
        "training.clip_value: a gradient is clipped by its norm or by value, not by both. Leave out clip_norm or clip_value.")]
    [InlineData("accumulation: 0,", "training.accumulation: accumulation must be from 1 to 1000000; got 0.")]
    [InlineData("average: { kind: emma },", "training.average.kind: there is no average of weights named \"emma\". Did you mean \"ema\"? Known: ema, swa.")]
    [InlineData("average: { kind: ema, decay: 1 },", "training.average.decay: decay must be at least 0 and less than 1; got 1.")]
    [InlineData("average: { kind: swa, start_epoch: 4 },", "training.average.start_epoch: start_epoch must be at most the 3 epochs; got 4: nothing would be averaged.")]
    [InlineData("step_curve: 0,", "training.step_curve: step_curve must be at least 1; got 0.")]
    [InlineData("step_curve: often,", "training.step_curve: a whole number is needed here; got \"often\".")]
    [InlineData("early_stopping: { patience: 0 },", "training.early_stopping.patience: patience must be at least 1; got 0.")]
    [InlineData("early_stopping: { patient: 2 },",
        "training.early_stopping.patient: there is no such key. Did you mean \"patience\"? Known here: min_delta, monitor, patience, restore_best, share, start_from_epoch.")]
    [InlineData("early_stopping: { share: 1 },", "training.early_stopping.share: share must be above 0 and less than 1; got 1.")]
    [InlineData("early_stopping: { share: 0.01 },",
        "training.early_stopping.share: 0.01 of 24 training rows is none; hold back a larger share, or leave it out and look at the validation rows.")]
    [InlineData("early_stopping: { monitor: r2 },", "training.early_stopping.monitor: there is no metric named \"r2\" for this target. Known: loss, accuracy")]
    [InlineData("early_stopping: { start_from_epoch: 3 },",
        "training.early_stopping.start_from_epoch: start_from_epoch must be less than the 3 epochs; got 3: nothing would be looked at.")]
    public void What_is_wrong_is_said_before_the_first_fit(string setting, string message)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = HyperSweep.Run("run", Write(folder, "epochs: 3, " + setting));

        Assert.Equal(2, exitCode);
        Assert.Contains("study.yaml, line 5, " + message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "results")));
    }

    [Fact]
    public void A_loss_of_counts_has_no_least_value_and_so_no_interval_that_ends_at_0()
    {
        using var folder = new TemporaryFolder();
        string file = Write(folder, "epochs: 3,", text => text
            .Replace("loss: cross_entropy", "loss: poisson", StringComparison.Ordinal)
            .Replace("stratified_k_fold", "k_fold", StringComparison.Ordinal)
            .Replace("{ name: validation_accuracy, goal: maximize }", "{ name: validation_loss }", StringComparison.Ordinal));
        folder.Write("points.csv", "a,cloud\n" + string.Concat(Enumerable.Range(0, 36).Select(row => $"{row % 5},{90 + row}\n")));

        Assert.Equal(double.NegativeInfinity, StudyReader.Read(file).Metric.Best);
    }

    [Theory]
    [InlineData("clip_norm: 1,")]
    [InlineData("clip_value: 1,")]
    public void A_line_search_is_not_told_of_clipped_gradients(string setting)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = HyperSweep.Run("check", Write(folder, "epochs: 3, " + setting, text => text
            .Replace("batch_size: 8", "batch_size: all", StringComparison.Ordinal).Replace("- sgd\n", "- lbfgs\n", StringComparison.Ordinal)));

        Assert.Equal(2, exitCode);
        Assert.Contains("lbfgs needs the gradient as it is, and training clips it. Leave out clip_norm and clip_value, or this optimizer.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("early_stopping: { patience: 2 },")]
    [InlineData("average: { kind: swa },")]
    public void The_epochs_of_a_line_search_are_neither_waited_for_nor_averaged(string setting)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = HyperSweep.Run("check", Write(folder, "epochs: 3, " + setting, text => text
            .Replace("batch_size: 8", "batch_size: all", StringComparison.Ordinal).Replace("- sgd\n", "- { kind: lbfgs, name: newton }\n", StringComparison.Ordinal)));

        Assert.Equal(2, exitCode);
        Assert.Contains(
            "parameters.optimizer.values: newton stays where it is for the epochs of a search, and training stops early or averages over them. " +
            "Leave out early_stopping and average, or this optimizer.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_are_counted_by_the_smallest_batch_of_any_optimizer()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = HyperSweep.Run("check", Write(folder, "epochs: 1000000, step_curve: true,", text => text
            .Replace("- sgd\n", "- { kind: sgd, batch_size: { values: [4, 1] } }\n", StringComparison.Ordinal)));

        Assert.Equal(2, exitCode);
        Assert.Contains("each fit would note 24000000 steps; it can note 10000000.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void More_steps_than_a_fit_can_note_are_refused()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = HyperSweep.Run("check", Write(folder, "epochs: 1000000, step_curve: true,", text => text.Replace("batch_size: 8", "batch_size: 2", StringComparison.Ordinal)));

        Assert.Equal(2, exitCode);
        Assert.Contains("each fit would note 12000000 steps; it can note 10000000. Note every tenth, for example: step_curve: 10.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fit_is_worth_what_its_kept_epoch_was_and_the_log_says_which()
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        Assert.Equal(0, HyperSweep.Run("run", Write(folder, Everything), "--quiet").ExitCode);

        using var fits = ParquetReader.Open(Path.Combine(results, "fits.parquet"));
        using var epochs = ParquetReader.Open(Path.Combine(results, "epochs.parquet"));
        var (kept, counts) = (fits.Read<long>("kept_epoch").Values, fits.Read<long>("epochs").Values);
        var (accuracies, held) = (epochs.Read<double>("validation_accuracy").Values, epochs.Read<double>("held_back").Values);
        long[] fitOf = epochs.Read<long>("fit").Values, epochOf = epochs.Read<long>("epoch").Values;
        bool[] early = fits.Read<bool>("stopped_early").Values;
        for (int fit = 0; fit < kept.Length; fit++)
        {
            int[] rows = [.. Enumerable.Range(0, fitOf.Length).Where(row => fitOf[row] == fit)];
            int row = rows.Single(each => epochOf[each] == kept[fit]);
            // Decided by the rows held back, from the second epoch on; judged by the validation rows.
            Assert.Equal(rows.Skip(1).Max(each => held[each]), held[row], tolerance: 0.001);
            Assert.Equal(accuracies[row], fits.Read<double>("objective").Values[fit]);
            Assert.Equal(accuracies[row], fits.Read<double>("validation_accuracy").Values[fit]);
            Assert.Equal(counts[fit] < 12, early[fit]);
            Assert.Equal("completed", fits.Read<string>("state").Values[fit]);
        }
        Assert.Contains(true, early);
        Assert.Contains(kept.Zip(counts), pair => pair.First < pair.Second);
    }

    [Fact]
    public void Steps_are_a_file_of_their_own_only_where_they_are_asked_for()
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        Assert.Equal(0, HyperSweep.Run("run", Write(folder, "epochs: 3, step_curve: true,"), "--quiet").ExitCode);

        using (var steps = ParquetReader.Open(Path.Combine(results, "steps.parquet")))
        using (var epochs = ParquetReader.Open(Path.Combine(results, "epochs.parquet")))
        {
            Assert.Equal(["fit", "trial", "step", "learning_rate", "loss", "gradient_norm"], steps.Schema.Columns.Select(column => column.Name));
            // 24 training rows in batches of 8.
            Assert.Equal(Enumerable.Range(1, 9).Select(step => (long)step), steps.Read<long>("step").Values[..9]);
            double[] norms = steps.Read<double>("gradient_norm").Values;
            Assert.Equal(epochs.Read<double>("gradient_norm").Values[..3], new[] { norms[2], norms[5], norms[8] });
            Assert.Equal(epochs.Read<double>("train_loss").Values[0], steps.Read<double>("loss").Values[..3].Average(), tolerance: 1e-12);
        }
        Assert.Equal(0, HyperSweep.Run("digest", results).ExitCode);

        Assert.Equal(0, HyperSweep.Run("run", SmallStudy.Write(folder), "--quiet", "--replace").ExitCode);
        Assert.Equal(["epochs.parquet", "fits.parquet", "trials.parquet"], Directory.GetFiles(results, "*.parquet").Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Interruptions_and_workers_change_no_bit_of_what_everything_together_gives()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Write(folder, Everything
            .Replace("epochs: 12", "epochs: 2000", StringComparison.Ordinal).Replace("patience: 2", "patience: 1500", StringComparison.Ordinal)));
        string undisturbed = Path.Combine(folder.Path, "undisturbed"), stopped = Path.Combine(folder.Path, "stopped");
        await TestStudy.RunAsync(study, undisturbed, options: new RunOptions { Workers = 1 }, cancellation: Cancellation);

        int runs = 0;
        StudyEnd end;
        do
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50 + 20 * runs++));
            end = await TestStudy.RunAsync(study, stopped, cancellation: stop.Token);
        }
        while (end.Reason == StopReason.Interrupted);

        Assert.True(runs > 2, "It must have been stopped.");
        Assert.Equal(ResultDigest.Of(undisturbed), ResultDigest.Of(stopped));
        Assert.NotEmpty(LedgerFile.Read(stopped, "SELECT fit FROM checkpoints", row => row.GetInt32(0)));
        Assert.Equal(study.Fits, LedgerFile.Read(stopped, "SELECT count(DISTINCT fit) FROM steps", row => row.GetInt64(0))[0]);
    }

    [Fact]
    public void A_grid_that_grows_keeps_the_steps_and_the_kept_epochs_of_its_fits()
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results"), fresh = Path.Combine(folder.Path, "fresh");
        Assert.Equal(0, HyperSweep.Run("run", Write(folder, Everything, text => text.Replace("values: [0.5, 0.9]", "values: [0.9]", StringComparison.Ordinal)), "--quiet").ExitCode);
        string grown = Write(folder, Everything);

        Assert.Equal(0, HyperSweep.Run("run", grown, "--quiet").ExitCode);
        Assert.Equal(0, HyperSweep.Run("run", grown, "--quiet", "--output", fresh).ExitCode);

        Assert.Equal(ResultDigest.Of(fresh), ResultDigest.Of(results));
    }

    [Fact]
    public void A_ledger_from_before_there_were_steps_is_brought_up_to_date()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), results = Path.Combine(folder.Path, "results");
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
        string digest = ResultDigest.Of(results);
        LedgerFile.Execute(results, """
            DROP TABLE steps;
            ALTER TABLE fits DROP COLUMN diverged_reason;
            ALTER TABLE fits DROP COLUMN kept_epoch;
            ALTER TABLE fits DROP COLUMN stopped_early;
            DELETE FROM fits WHERE fit = 7;
            DELETE FROM epochs WHERE fit = 7;
            PRAGMA user_version = 1;
            """);

        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);

        Assert.Equal(digest, ResultDigest.Of(results));
        Assert.Equal([6, 7], LedgerFile.Read(results, "SELECT fit FROM fits WHERE fit IN (6, 7) ORDER BY fit", row => row.GetInt32(0)));
        Assert.Equal(2, LedgerFile.Read(results, "PRAGMA user_version", row => row.GetInt32(0))[0]);
    }

    [Fact]
    public void Check_says_what_ends_a_fit()
    {
        using var folder = new TemporaryFolder();

        string output = HyperSweep.Run("check", Write(folder, Everything)).Output;

        Assert.Contains("stopping    after 2 epochs without a better accuracy on 6 training rows held back in each fold; the best weights are kept\n", output, StringComparison.Ordinal);
    }

    private static string Write(TemporaryFolder folder, string training, Func<string, string>? change = null) =>
        SmallStudy.Write(folder, text => (change ?? (same => same))(text.Replace("epochs: 3,", training, StringComparison.Ordinal)));
}
