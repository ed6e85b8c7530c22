using Sweep.Runner.Executors;
using Sweep.Runner.Ledger;
using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

/// <summary>Files that are torn, cut off, foreign or cannot be written, a full disk, a clock that jumps back: nothing is lost silently, nothing is wrong.</summary>
public class FaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_of_changes_that_is_cut_off_anywhere_loses_at_most_its_end_which_is_run_again()
    {
        using var folder = new TemporaryFolder();
        var study = TestStudy.Of((fit, _) => TestStudy.Value(fit), trials: 40);
        string undisturbed = Path.Combine(folder.Path, "undisturbed");
        await TestStudy.RunAsync(study, undisturbed, cancellation: Cancellation);

        // The ledger with its log of changes, as a power failure in the middle would leave them.
        string stopped = Path.Combine(folder.Path, "stopped"), ledger = Path.Combine(stopped, StudyLedger.FileName);
        string copy = Path.Combine(folder.Path, "copy");
        var copying = TestStudy.Of(new DelegateObjective(async (fit, cancellation) =>
        {
            // Slow enough for many transactions.
            await Task.Delay(1, cancellation);
            if (fit.Number == 100)
            {
                Directory.CreateDirectory(copy);
                File.Copy(ledger, Path.Combine(copy, StudyLedger.FileName));
                File.Copy(ledger + "-wal", Path.Combine(copy, StudyLedger.FileName + "-wal"));
            }
            return TestStudy.Value(fit);
        }, "loss"), trials: 40);
        await TestStudy.RunAsync(copying, stopped, options: new RunOptions { Workers = 1 }, cancellation: Cancellation);
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(copy, StudyLedger.FileName), Cancellation);
        byte[] log = await File.ReadAllBytesAsync(Path.Combine(copy, StudyLedger.FileName + "-wal"), Cancellation);

        var kept = new HashSet<long>();
        foreach (double share in new[] { 1, 0.99, 0.75, 0.5, 0.3, 0.1, 0.01, 0 })
        {
            string torn = Path.Combine(folder.Path, $"torn-{share}");
            Directory.CreateDirectory(torn);
            await File.WriteAllBytesAsync(Path.Combine(torn, StudyLedger.FileName), file, Cancellation);
            await File.WriteAllBytesAsync(Path.Combine(torn, StudyLedger.FileName + "-wal"), log[..(int)(log.Length * share)], Cancellation);

            var end = await TestStudy.RunAsync(study, torn, cancellation: Cancellation);

            kept.Add(end.Finished - end.Ran);
            Assert.Equal(StopReason.Done, end.Reason);
            Assert.Equal(ResultDigest.Of(undisturbed), ResultDigest.Of(torn));
        }
        Assert.True(kept.Count > 2, "The cuts must have lost more and less.");
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    [InlineData(0.001)]
    public void A_ledger_that_is_cut_off_is_refused(double share)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), ledger = Path.Combine(folder.Path, "results", StudyLedger.FileName);
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
        string digest = ResultDigest.Of(Path.Combine(folder.Path, "results"));
        byte[] bytes = File.ReadAllBytes(ledger);
        File.WriteAllBytes(ledger, bytes[..(int)(bytes.Length * share)]);

        var (exitCode, _, error) = HyperSweep.Run("run", study, "--quiet");

        Assert.True(exitCode == 2, error);
        Assert.StartsWith($"{ledger}: the ledger is damaged (", error, StringComparison.Ordinal);
        Assert.EndsWith("Put back a copy of it, or start anew with --replace; the results that were published stay readable until then.\n", error, StringComparison.Ordinal);
        Assert.Equal(digest, ResultDigest.Of(Path.Combine(folder.Path, "results")));
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet", "--replace").ExitCode);
        Assert.Equal(digest, ResultDigest.Of(Path.Combine(folder.Path, "results")));
    }

    [Fact]
    public void A_file_in_its_place_that_is_no_ledger_is_refused()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), ledger = Path.Combine(folder.Path, "results", StudyLedger.FileName);
        folder.Write("results/" + StudyLedger.FileName, new string('x', 10_000));

        var (exitCode, _, error) = HyperSweep.Run("run", study, "--quiet");

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"{ledger}: the ledger is damaged (file is not a database).", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_something_else_and_a_ledger_of_a_newer_program_are_refused()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder), results = Path.Combine(folder.Path, "results"), ledger = Path.Combine(results, StudyLedger.FileName);
        Directory.CreateDirectory(results);
        LedgerFile.Execute(results, "CREATE TABLE songs (title TEXT)");

        Assert.Equal(
            (2, $"{ledger}: this is a SQLite file, but no ledger of HyperSweep. Give another folder with --output, or take the file away.\n"),
            Refusal("run", study, "--quiet"));

        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet", "--replace").ExitCode);
        LedgerFile.Execute(results, "PRAGMA user_version = 99");
        var (exitCode, error) = Refusal("run", study, "--quiet");
        Assert.Equal(2, exitCode);
        Assert.Matches("the ledger has version 99; this program knows versions up to [0-9]+. Use the newer program that made it.", error);
        Assert.Equal((exitCode, error), Refusal("status", study));
    }

    [Fact]
    public async Task Parts_that_a_killed_program_left_beside_the_whole_log_are_taken_away_by_the_next_run()
    {
        using var folder = new TemporaryFolder();
        var study = TestStudy.Of((fit, _) => TestStudy.Value(fit), trials: 4);
        string results = Path.Combine(folder.Path, "results"), parts = Path.Combine(results, "parts");
        await TestStudy.RunAsync(study, results, cancellation: Cancellation);
        string digest = ResultDigest.Of(results);
        Directory.CreateDirectory(parts);
        File.Copy(Path.Combine(results, "trials.parquet"), Path.Combine(parts, "trials-000000.parquet"));

        var end = await TestStudy.RunAsync(study, results, cancellation: Cancellation);

        Assert.Equal(0, end.Ran);
        Assert.False(Directory.Exists(parts));
        Assert.Equal(digest, ResultDigest.Of(results));
    }

    [Fact]
    public async Task Damaged_parts_and_checkpoints_are_made_again()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("epochs: 3,", "epochs: 2000,", StringComparison.Ordinal));
        string results = Path.Combine(folder.Path, "results"), undisturbed = Path.Combine(folder.Path, "undisturbed");
        Assert.Equal(0, HyperSweep.Run("run", study, "--output", undisturbed, "--quiet").ExitCode);
        int damaged = 0;
        for (int run = 0; ; run++)
        {
            using var process = HyperSweepProcess.Start(
                ["run", study, "--quiet"], ("HyperSweep__CheckpointEvery", "00:00:00.010"), ("HyperSweep__PartsEvery", "00:00:00.050"));
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            // Longer each time: on a slow machine the first ones may end before anything was saved.
            soon.CancelAfter(TimeSpan.FromSeconds(1.2 + 0.4 * run));
            try
            {
                await process.WaitForExitAsync(soon.Token);
                Assert.Equal(0, process.ExitCode);
                break;
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                process.Kill();
                await process.WaitForExitAsync(Cancellation);
            }
            foreach (string file in new[] { "parts", "fits" }.Select(each => Path.Combine(results, each)).Where(Directory.Exists)
                .SelectMany(each => Directory.EnumerateFiles(each, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
            {
                damaged++;
                using var stream = File.OpenWrite(file);
                if ((damaged + run) % 2 == 0)
                {
                    stream.SetLength(stream.Length * 2 / 3);
                }
                else if (stream.Length > 10)
                {
                    stream.Position = stream.Length - 10;
                    stream.WriteByte(0x55);
                }
            }
        }

        Assert.True(damaged > 0, "There must have been something to damage.");
        Assert.Equal(ResultDigest.Of(undisturbed), ResultDigest.Of(results));
        Assert.False(Directory.Exists(Path.Combine(results, "parts")));
        Assert.False(Directory.Exists(Path.Combine(results, "fits")));
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_and_keeps_what_was_acknowledged()
    {
        using var folder = new TemporaryFolder();
        using var disk = new MemoryDisk(Path.Combine(folder.Path, "disk"), "size=1m");
        var study = TestStudy.Of((fit, _) => TestStudy.Value(fit), trials: 30_000, folds: 1);
        string undisturbed = Path.Combine(folder.Path, "undisturbed");
        await TestStudy.RunAsync(study, undisturbed, cancellation: Cancellation);

        var error = await Assert.ThrowsAsync<IOException>(() => TestStudy.RunAsync(study, disk.Path, cancellation: Cancellation));
        Assert.Equal("The disk is full.", error.Message);
        Assert.DoesNotContain(Directory.GetFiles(disk.Path), file => file.EndsWith(".parquet", StringComparison.Ordinal));
        // As full as before: nothing is lost by trying again.
        await Assert.ThrowsAnyAsync<Exception>(() => TestStudy.RunAsync(study, disk.Path, cancellation: Cancellation));
        disk.Change("size=100m");
        var end = await TestStudy.RunAsync(study, disk.Path, cancellation: Cancellation);

        Assert.Equal((StopReason.Done, 30_000), (end.Reason, end.Finished));
        Assert.InRange(end.Ran, 1, 29_999);
        Assert.Equal(ResultDigest.Of(undisturbed), ResultDigest.Of(disk.Path));
    }

    [Fact]
    public void A_full_disk_is_said_in_one_message_with_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        using var disk = new MemoryDisk(Path.Combine(folder.Path, "disk"), "size=300k");
        string study = SmallStudy.Write(folder, text => text.Replace("epochs: 3,", "epochs: 300,", StringComparison.Ordinal));

        var (exitCode, output, error) = HyperSweep.Run("run", study, "--output", disk.Path, "--quiet");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"{disk.Path}: the results could not be written. The disk is full. What had been acknowledged is kept: make room, and run the same command again.\n", error);
        disk.Change("size=100m");
        Assert.Equal(0, HyperSweep.Run("run", study, "--output", disk.Path, "--quiet").ExitCode);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_before_the_first_fit()
    {
        using var folder = new TemporaryFolder();
        using var disk = new MemoryDisk(Path.Combine(folder.Path, "disk"), "size=10m");
        string study = SmallStudy.Write(folder);
        Assert.Equal(0, HyperSweep.Run("run", study, "--output", disk.Path, "--quiet").ExitCode);
        string digest = ResultDigest.Of(disk.Path);
        disk.Change("ro");

        foreach (string command in new[] { "run", "resume", "retry" })
        {
            var (exitCode, error) = Refusal(command, study, "--output", disk.Path, "--quiet");
            Assert.Equal(2, exitCode);
            Assert.StartsWith($"{disk.Path}: the results cannot be written here. ", error, StringComparison.Ordinal);
        }
        Assert.Equal(0, HyperSweep.Run("status", study, "--output", disk.Path).ExitCode);
        Assert.Equal(digest, ResultDigest.Of(disk.Path));
        disk.Change("rw");
    }

    [Fact]
    public async Task A_clock_that_jumps_back_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        string undisturbed = Path.Combine(folder.Path, "undisturbed"), jumped = Path.Combine(folder.Path, "jumped");
        Study Slow(Action<FitRun> work) => TestStudy.Of((fit, _) =>
        {
            work(fit);
            return TestStudy.Value(fit);
        });
        await TestStudy.RunAsync(Slow(_ => { }), undisturbed, cancellation: Cancellation);

        var clock = new JumpingClock();
        using (var stop = new CancellationTokenSource())
        {
            await TestStudy.RunAsync(
                Slow(fit =>
                {
                    clock.Back();
                    if (fit.Number == 15)
                        stop.Cancel();
                }), jumped, time: clock, cancellation: stop.Token);
        }
        var end = await TestStudy.RunAsync(Slow(_ => clock.Back()), jumped, time: clock, cancellation: Cancellation);

        Assert.Equal(StopReason.Done, end.Reason);
        Assert.Equal(ResultDigest.Of(undisturbed), ResultDigest.Of(jumped));
        Assert.All(TestStudy.Column<double>(jumped, "fits", "seconds"), seconds => Assert.InRange(seconds, 0, 60));
    }

    [Fact(Timeout = HyperSweepProcess.Milliseconds)]
    public async Task A_second_runner_is_refused_with_the_first_one_s_name_and_status_shows_how_far_it_is()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("epochs: 3,", "epochs: 1000000,", StringComparison.Ordinal));
        string results = Path.Combine(folder.Path, "results");
        using var first = HyperSweepProcess.Start(["run", study]);
        await first.StandardError.ReadLineAsync(Cancellation);

        var (exitCode, error) = Refusal("run", study);
        Assert.Equal(2, exitCode);
        Assert.Matches(
            $"^{results}: this study is being run by process {first.Id} on {Environment.MachineName}, started [-0-9: ]+ UTC. " +
            "Wait for it, stop it, or give another folder with --output; hypersweep status shows how far it is.\n$", error);
        var status = HyperSweep.Run("status", study);
        Assert.Equal(0, status.ExitCode);
        Assert.Contains($"running     process {first.Id} on ", status.Output, StringComparison.Ordinal);
        Assert.Contains("fits        0 of 84 (0.0 %)", status.Output, StringComparison.Ordinal);

        // Killed, it holds nothing back.
        first.Kill();
        await first.WaitForExitAsync(Cancellation);
        Assert.Contains("not running: hypersweep run or resume goes on", HyperSweep.Run("status", study).Output, StringComparison.Ordinal);
        using var second = HyperSweepProcess.Start(["run", study]);
        Assert.StartsWith("points: 14 trials", await second.StandardError.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        second.Kill();
        await second.WaitForExitAsync(Cancellation);
    }

    private static (int ExitCode, string Error) Refusal(params string[] arguments)
    {
        var (exitCode, _, error) = HyperSweep.Run(arguments);
        return (exitCode, error);
    }

    private sealed class JumpingClock : TimeProvider
    {
        private long _hours;

        public void Back() => Interlocked.Add(ref _hours, -25);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(Interlocked.Read(ref _hours));
    }
}
