using System.Text.Json;
using Sweep.Runner.Commands;

namespace Sweep.Tests.Runner;

public class ScheduleCommandTests
{
    [Fact]
    public void A_schedule_is_drawn_with_all_its_settings()
    {
        var (exitCode, output, error) = HyperSweep.Run("schedule", "{ kind: step, every: 2 epochs, factor: 0.5 }", "--epochs", "4", "--steps-per-epoch", "5", "--learning-rate", "0.2");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            """
            step: { kind: step, every: 2 epochs, factor: 0.5 }
            4 epochs of 5 steps: first 0.2, highest 0.2 at step 1, last 0.1
            learning rate
             0.2 ┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⢇
                 │                                 ⠸⡀
                 │                                  ⢇
                 │                                  ⠸⡀
            0.15 ┤                                   ⡇
                 │                                   ⢸
                 │                                    ⡇
                 │                                    ⢸
             0.1 ┤                                     ⠧⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠄
                 │
                 │
                 │
            0.05 ┤
                 │
                 │
                 │
               0 ┤
                 └┬─────────────────┬──────────────────┬─────────────────┬─────────────────┬
                  0                 1                  2                 3                 4
                                                                                      epochs

            """,
            output);
    }

    [Fact]
    public async Task A_terminal_without_unicode_gets_stars()
    {
        using StringWriter output = new() { NewLine = "\n" };

        int exitCode = await HyperSweepProgram.RunAsync(
            ["schedule", "constant"], new Terminal(output, TextWriter.Null, OutputWidth: 200, Screen: null) { Unicode = false, PlotWidth = 40 }, TestContext.Current.CancellationToken);

        Assert.Equal(0, exitCode);
        Assert.All(output.ToString(), character => Assert.True(char.IsAscii(character)));
        Assert.All(output.ToString().Split('\n').Skip(2), line => Assert.True(line.Length <= 40));
        Assert.Contains("1 +***********", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_goes_by_the_training_is_drawn_as_if_no_plateau_were_met_and_momentum_has_a_picture_of_its_own()
    {
        string plateau = HyperSweep.Run("schedule", "reduce_on_plateau").Output;
        Assert.Contains("\ndrawn as if no plateau were met: when the rate falls depends on what is measured\nlearning rate\n", plateau, StringComparison.Ordinal);
        Assert.DoesNotContain("\nmomentum\n", plateau, StringComparison.Ordinal);

        string cycle = HyperSweep.Run("schedule", "{ kind: one_cycle, preset: torch }").Output;
        Assert.Contains("\nmomentum\n 0.95 ┤", cycle, StringComparison.Ordinal);
        Assert.Contains("\n 0.85 ┤", cycle, StringComparison.Ordinal);
    }

    [Fact]
    public void It_warns_as_check_does_of_a_length_beyond_the_training()
    {
        var (exitCode, _, error) = HyperSweep.Run("schedule", "{ kind: warm_up, length: 30 epochs }", "--epochs", "20", "--steps-per-epoch", "2");

        Assert.Equal(0, exitCode);
        Assert.Contains("Warning: the schedule { kind: warm_up, length: 30 epochs", error, StringComparison.Ordinal);
        Assert.Contains("is longer than the whole training, 20 epochs of 2 steps.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_has_every_step_counted_as_the_log_does()
    {
        var (_, output, _) = HyperSweep.Run("schedule", "{ kind: step, every: 3 steps }", "--epochs", "2", "--steps-per-epoch", "2", "--format", "csv");

        Assert.Equal("schedule,step,epoch,learning_rate,momentum\nstep,1,1,1,\nstep,2,1,1,\nstep,3,2,1,\nstep,4,2,0.1,\n", output);
    }

    [Fact]
    public void Json_has_every_step_too()
    {
        var (_, output, _) = HyperSweep.Run("schedule", "{ kind: step, every: 3 steps }", "--epochs", "2", "--steps-per-epoch", "2", "--learning-rate", "0.5", "--format", "json");

        var schedule = JsonDocument.Parse(output).RootElement.GetProperty("schedules")[0];
        Assert.Equal(
            ("step", "{ kind: step, every: 3 steps, factor: 0.1 }", 2, 2, 0.5),
            (schedule.GetProperty("name").GetString(), schedule.GetProperty("schedule").GetString(), schedule.GetProperty("epochs").GetInt32(),
                schedule.GetProperty("steps_per_epoch").GetInt32(), schedule.GetProperty("learning_rate").GetDouble()));
        Assert.Equal(
            [(1, 1, 0.5), (2, 1, 0.5), (3, 2, 0.5), (4, 2, 0.05)],
            schedule.GetProperty("steps").EnumerateArray().Select(step => (
                step.GetProperty("step").GetInt32(), step.GetProperty("epoch").GetInt32(), step.GetProperty("learning_rate").GetDouble())));
    }

    [Fact]
    public void All_schedules_of_a_study_are_drawn_with_the_steps_that_it_has()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace(
            "  learning_rate:", "  schedule: [constant, { kind: step, every: { values: [1 epoch, 4 steps] } }]\n  batch_size: 8\n  learning_rate:", StringComparison.Ordinal));

        foreach (string given in new[] { study, folder.Path })
        {
            var (exitCode, output, error) = HyperSweep.Run("schedule", given);

            Assert.Equal(0, exitCode);
            // In trainings of so few steps this one changes nothing.
            Assert.StartsWith("Warning: the schedule { kind: step, every: 4 steps, factor: 0.1 } never changes the learning rate in 3 epochs of 1 step. ", error, StringComparison.Ordinal);
            Assert.Single(error.TrimEnd().Split('\n'));
            // 24 training rows: 3 steps of 8, or one of all of them.
            Assert.Equal(
                [
                    "constant", "3 epochs of 3 steps: first 1, highest 1 at step 1, last 1",
                    "step: { kind: step, every: 1 epoch, factor: 0.1 }", "3 epochs of 3 steps: first 1, highest 1 at step 1, last 0.01",
                    "step: { kind: step, every: 4 steps, factor: 0.1 }", "3 epochs of 3 steps: first 1, highest 1 at step 1, last 0.01",
                    "constant", "3 epochs of 1 step: first 1, highest 1 at step 1, last 1",
                    "step: { kind: step, every: 1 epoch, factor: 0.1 }", "3 epochs of 1 step: first 1, highest 1 at step 1, last 0.01",
                    "step: { kind: step, every: 4 steps, factor: 0.1 }", "3 epochs of 1 step: first 1, highest 1 at step 1, last 1",
                ],
                output.Split('\n').Where(line => line.Contains("constant", StringComparison.Ordinal) || line.Contains(" step", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("SCHEDULE, line 1: there is no schedule named \"stp\". Did you mean \"step\"? Known: ", "stp")]
    [InlineData("SCHEDULE, line 1: step needs its every: { kind: step, every: … }.\n", "step")]
    [InlineData("SCHEDULE, line 1: the key \"every\" is missing.\n", "{ kind: step }")]
    [InlineData("SCHEDULE, line 1, every: a length like 500 steps, 5 epochs or 30% is needed here; got \"5\". Say of what: 5 steps, or 5 epochs.\n", "{ kind: step, every: 5 }")]
    [InlineData("SCHEDULE, line 1, every: this cannot be varied here: give one value. ", "{ kind: step, every: { values: [5 epochs] } }")]
    [InlineData("SCHEDULE, line 1: the schedule { kind: multi_step, boundaries: [10 epochs, 10%], factor: 0.1, values: [], inclusive: false }, in 20 epochs of 100 steps: boundaries must come in order; "
        + "got 10% after 10 epochs. Sort them.\n", "{ kind: multi_step, boundaries: [10 epochs, 10%] }")]
    [InlineData("none.yaml: the study file cannot be read. ", "none.yaml")]
    [InlineData("2000000 steps would be written; at most 1000000 can be. ", "constant", "--epochs", "2000", "--steps-per-epoch", "1000", "--format", "csv")]
    [InlineData("--learning-rate must be a number above 0; got \"-1\".\n", "constant", "--learning-rate", "-1")]
    [InlineData("--epochs must be a whole number of at least 1; got \"0\".\n", "constant", "--epochs", "0")]
    public void What_is_wrong_goes_to_stderr(string message, params string[] arguments)
    {
        var (exitCode, output, error) = HyperSweep.Run(["schedule", .. arguments]);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_says_itself_how_long_its_trainings_are()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = HyperSweep.Run("schedule", SmallStudy.Write(folder), "--epochs", "5");

        Assert.Equal(2, exitCode);
        Assert.EndsWith("study.yaml: how long its trainings are the study says itself. Leave out --epochs and --steps-per-epoch.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_has_no_schedule_that_is_known()
    {
        using var folder = new TemporaryFolder();
        string study = folder.Write("study.yaml", "name: x\ncommand: [\"true\"]\nmetric: { name: loss, goal: minimize }\nparameters: { learning_rate: 1 }\n");

        var (exitCode, _, error) = HyperSweep.Run("schedule", study);

        Assert.Equal(2, exitCode);
        Assert.EndsWith("study.yaml: only a study that trains a network of ours has schedules; what a command does with its learning rate is not known here.\n", error, StringComparison.Ordinal);
    }
}
