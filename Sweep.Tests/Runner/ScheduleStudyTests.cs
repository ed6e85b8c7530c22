using Sweep.Core.Contracts;
using Sweep.Core.Parquet;
using Sweep.Runner.Executors;
using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.Schedules;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Runner;

/// <summary>Schedules in study files: as a setting, and as what is varied.</summary>
public class ScheduleStudyTests
{
    private const string Compared = """
        schedule:
            values:
              - constant
              - { kind: step, every: { values: [1 epoch, 2 epochs] }, factor: { values: [0.1, 0.5] } }
              - { name: gentle, kind: warm_up, length: 50%, then: { kind: step, every: 1 epoch } }
        """;

    [Fact]
    public void The_schedule_of_a_training_can_have_others_inside()
    {
        using var folder = new TemporaryFolder();

        var study = Read(folder, "{ kind: warm_up, length: 1 epoch, then: { kind: step, every: 9 steps, factor: 0.5 } }");

        var plan = ((NetworkObjective)study.Objective).PlanOf(study.Suggest(0), study.Folds[0], study.Seed);
        Assert.Equal(new WarmUp { Length = TrainingLength.Epochs(1), Then = new Step { Every = TrainingLength.Steps(9), Factor = 0.5 } }, plan.Schedule);
    }

    [Fact]
    public void A_study_varies_its_schedule_and_the_settings_of_each()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Vary(folder, Compared));
        var network = (NetworkObjective)study.Objective;

        // Two rates for each: constant, four steps and one warm-up.
        Assert.Equal(2 * (1 + 4 + 1), study.Trials);
        Assert.Equal(["optimizer", "schedule", "schedule_every", "schedule_factor", "schedule_length", "learning_rate"], study.Space.Names);
        Assert.Equal(
            [
                "constant",
                "{ kind: step, every: 1 epoch, factor: 0.1 }", "{ kind: step, every: 1 epoch, factor: 0.5 }",
                "{ kind: step, every: 2 epochs, factor: 0.1 }", "{ kind: step, every: 2 epochs, factor: 0.5 }",
                "warm_up of 50%",
            ],
            Enumerable.Range(0, 6).Select(each => network.ScheduleOf(study.Suggest(2 * each))).Select(schedule => schedule is WarmUp warm
                ? $"warm_up of {warm.Length}"
                : ComponentSettings.Text(schedule)));
        Assert.Equal(new Step { Every = TrainingLength.Epochs(1) }, ((WarmUp)network.ScheduleOf(study.Suggest(10))).Then);
        Assert.Equal(
            """{"optimizer":"sgd","schedule":"step","schedule_every":"1 epoch","schedule_factor":0.5,"learning_rate":0.1}""",
            ConfigurationText.Of(study.Suggest(4)));
    }

    [Fact]
    public void The_log_and_the_ranking_have_the_schedule()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, error) = HyperSweep.Run("run", Vary(folder, Compared), "--workers", "1");

        Assert.True(exitCode == 0, error);
        using var trials = ParquetReader.Open(Path.Combine(folder.Path, "results", "trials.parquet"));
        Assert.Equal(["constant", "constant", .. Enumerable.Repeat("step", 8), "gentle", "gentle"], trials.Read<string>("schedule").Values);
        Assert.Equal(["1 epoch", "1 epoch", "1 epoch", "1 epoch", "2 epochs"], trials.Read<string>("schedule_every").Values[2..7]);
        Assert.Equal([0.1, 0.1, 0.5, 0.5, 0.1], trials.Read<double>("schedule_factor").Values[2..7]);
        Assert.Equal([true, true, false], trials.Read<double>("schedule_factor").Nulls![..3]);
        Assert.Equal("{ kind: step, every: 2 epochs, factor: 0.5 }", trials.Read<string>("schedule_settings").Values[9]);
        Assert.Contains("then: { kind: step, every: 1 epoch, factor: 0.1 }", trials.Read<string>("schedule_settings").Values[10], StringComparison.Ordinal);
        Assert.Contains("\nBy schedule\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\n +1 +(constant|gentle|step) +[\d.]+ ", output);
        Assert.Contains("\nBest mean validation_accuracy by schedule and learning rate\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\nRecommended: schedule \w+, learning rate \S+, batch size 8, optimizer sgd", output);
    }

    [Theory]
    [InlineData("{ kind: step, every: 1 epoch, factor: { values: [0.1, 0.5] } }", true)]
    [InlineData("{ kind: step, every: 1 epoch, factor: { values: [0.1, 0.5] } }, { kind: exponential, factor: { values: [0.5, 0.9] } }", false)]
    public void A_setting_has_a_table_where_it_is_one_and_not_two_of_the_same_name(string schedules, bool table)
    {
        using var folder = new TemporaryFolder();

        var run = HyperSweep.Run("run", Vary(folder, $"schedule: [{schedules}]"), "--quiet");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(table, run.Output.Contains("schedule factor\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Beside_several_optimizers_the_schedule_has_a_table_of_its_own()
    {
        using var folder = new TemporaryFolder();

        var (_, output, _) = HyperSweep.Run("run", Vary(folder, "schedule: [constant, { kind: step, every: 1 epoch }]", "optimizer: [sgd, momentum]"));

        Assert.Contains("\nBy optimizer\n", output, StringComparison.Ordinal);
        Assert.Contains("\nBy schedule\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\nRecommended: \w+ at learning rate \S+, batch size 8, schedule \w+", output);
    }

    [Fact]
    public void An_optimizer_can_bring_a_schedule_along_that_is_varied_too()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(Vary(
            folder, "batch_size: 8",
            "optimizer: [sgd, { kind: adam, schedule: { values: [constant, { kind: step, every: 1 epoch, factor: { values: [0.1, 0.2] } }] } }]",
            "{ kind: step, every: 2 epochs }"));
        var network = (NetworkObjective)study.Objective;

        Assert.Equal(
            ["sgd 2 epochs 0.1", "adam constant", "adam 1 epoch 0.1", "adam 1 epoch 0.2"],
            Enumerable.Range(0, (int)study.Trials).Select(trial => study.Suggest(trial)).Select(configuration =>
                $"{configuration["optimizer"]} {(network.ScheduleOf(configuration) is Step step ? $"{step.Every} {step.Factor}" : "constant")}").Distinct());
    }

    [Fact]
    public void Check_shows_schedules_with_all_their_settings()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(
            ", schedule { kind: step, every: 1 epoch, factor: 0.1 }\n",
            HyperSweep.Run("check", Write(folder, text => WithSchedule(text, "{ kind: step, every: 1 epoch }"))).Output, StringComparison.Ordinal);
        string output = HyperSweep.Run("check", Vary(folder, Compared)).Output;
        Assert.Contains(
            "schedules   constant; step (every: 1 epoch or 2 epochs, factor: 0.1 or 0.5); gentle (warm_up, then: { kind: step, every: 1 epoch, factor: 0.1 }, length: 50%)\n",
            output, StringComparison.Ordinal);
        Assert.DoesNotContain(", schedule constant", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ kind: step, every: 3 epochs }",
        "Warning: the schedule { kind: step, every: 3 epochs, factor: 0.1 } never changes the learning rate in 3 epochs of 3 steps. Change its lengths, floor or factor, or say schedule: constant.\n")]
    [InlineData("{ kind: warm_up, length: 10 steps }",
        "}: its length, 10 steps, is longer than the whole training, 3 epochs of 3 steps.\n")]
    public void What_a_training_is_too_short_for_is_warned_of(string schedule, string warning)
    {
        using var folder = new TemporaryFolder();
        string study = Write(folder, text => WithSchedule(text, schedule));

        Assert.Contains(warning, HyperSweep.Run("check", study).Output, StringComparison.Ordinal);
        Assert.Contains(warning, HyperSweep.Run("run", study).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plateau_that_is_looked_for_on_validation_rows_is_warned_of_and_one_on_rows_held_back_is_not()
    {
        using var folder = new TemporaryFolder();
        const string Warning = "Warning: reduce_on_plateau looks at the validation rows, which then have chosen the learning rates that they judge: results are on the optimistic side. "
            + "Hold rows back with early_stopping: { share: 0.1 }, for example.\n";
        const string Schedule = "{ kind: warm_up, length: 1 epoch, then: reduce_on_plateau }";

        Assert.Contains(Warning, HyperSweep.Run("check", Write(folder, text => WithSchedule(text, Schedule))).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Warning", HyperSweep.Run("check", Write(folder, text => WithSchedule(text, Schedule + ", early_stopping: { share: 0.25 }"))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("{ kind: step, every: 2 epochs }")]
    [InlineData("{ kind: step, every: 2 steps }")]
    public void What_changes_in_time_is_not(string schedule)
    {
        using var folder = new TemporaryFolder();

        Assert.DoesNotContain("Warning", HyperSweep.Run("check", Write(folder, text => WithSchedule(text, schedule))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_and_preset_gives_the_same_bits_for_any_number_of_workers_and_after_any_interruption()
    {
        using var folder = new TemporaryFolder();
        string study = Vary(folder, $"schedule: [{string.Join(", ", EverySchedule())}]", "optimizer: [momentum]");
        string Results(int workers) => Path.Combine(folder.Path, $"{workers}");

        foreach (int workers in new[] { 1, 2, 7 })
            Assert.Equal(0, HyperSweep.Run("run", study, "--workers", $"{workers}", "--output", Results(workers), "--quiet").ExitCode);
        StudyEnd end;
        int runs = 0;
        do
        {
            using var stop = new CancellationTokenSource();
            end = await TestStudy.RunAsync(StudyReader.Read(study), Results(0), progress: new StoppingProgress(stop, after: 40), cancellation: stop.Token);
            runs++;
        }
        while (end.Reason == StopReason.Interrupted);

        Assert.True(runs > 3, $"{runs} runs");
        Assert.Single(new[] { 0, 1, 2, 7 }.Select(workers => ResultDigest.Of(Results(workers))).Distinct());
    }

    // With names that differ: the kinds, and each with its presets.
    private static IEnumerable<string> EverySchedule()
    {
        var catalog = LearningRateSchedules.Catalog;
        foreach (string kind in catalog.Names)
        {
            yield return Named(kind, ScheduleSamples.Create(kind));
            foreach (string preset in catalog.PresetsOf(kind))
                yield return Named($"{kind}_{preset}", ScheduleSamples.Create(kind, preset));
        }

        static string Named(string name, ISchedule schedule) =>
            schedule is Constant ? name : $"{{ name: {name}, {ComponentSettings.Text(schedule)[2..]}";
    }

    private static Study Read(TemporaryFolder folder, string schedule) => StudyReader.Read(Write(folder, text => WithSchedule(text, schedule)));

    private static string WithSchedule(string text, string schedule) => text.Replace("epochs: 3,", $"epochs: 3, schedule: {schedule},", StringComparison.Ordinal);

    // 24 training rows in each fold: an epoch is 3 steps.
    private static string Write(TemporaryFolder folder, Func<string, string> change) => SmallStudy.Write(folder, change);

    private static string Vary(TemporaryFolder folder, string parameters, string optimizer = "optimizer: sgd", string schedule = "") => Write(folder, text =>
    {
        string yaml = schedule.Length == 0 ? text : WithSchedule(text, schedule);
        return $"""
            {yaml[..yaml.IndexOf("parameters:", StringComparison.Ordinal)]}parameters:
              {optimizer}
              {parameters}
              learning_rate: [0.1, 1]
            seed: 3
            """;
    });
}
