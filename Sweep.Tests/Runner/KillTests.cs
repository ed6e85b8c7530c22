using System.Globalization;
using Sweep.Core.Numerics;
using Sweep.Core.Parquet;
using Sweep.Runner.Ledger;
using Sweep.Runner.Results;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.Search;
using Sweep.Tests.Core.Parquet;

namespace Sweep.Tests.Runner;

/// <summary>The real program is killed again and again, at any instant, until its study is done: nothing is lost, nothing is there twice.</summary>
/// <remarks>HYPERSWEEP_KILLS makes it a longer run.</remarks>
public class KillTests(ITestOutputHelper output)
{
    private const int Milliseconds = 6 * 60 * 60 * 1000;

    private static readonly int _kills = int.Parse(Environment.GetEnvironmentVariable("HYPERSWEEP_KILLS") ?? "50", CultureInfo.InvariantCulture);

    // As often as it can be, so that kills hit checkpoints and parts, too.
    private static readonly (string, string)[] _environment =
        [("HyperSweep__CheckpointEvery", "00:00:00.030"), ("HyperSweep__PartsEvery", "00:00:00.050")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every search and every pruner, with epochs that make the first of them long enough for all kills.</summary>
    public static TheoryData<string, string, int, int> Studies()
    {
        var studies = new TheoryData<string, string, int, int> { { "grid", "none", 12_000, _kills } };
        foreach (string search in SearchStrategies.Catalog.Names)
        {
            foreach (string pruner in PruningRules.Catalog.Names)
                studies.Add(search, pruner, 2_000, Math.Max(8, _kills / 10));
        }
        return studies;
    }

    [Theory(Timeout = Milliseconds)]
    [MemberData(nameof(Studies))]
    [Trait(AcceptanceList.Trait, "W28")]
    public async Task A_study_that_is_killed_again_and_again_has_the_results_of_one_that_is_not(string search, string pruner, int epochs, int most)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text.Replace("epochs: 3,", $"epochs: {epochs},", StringComparison.Ordinal)
            + $"\nmethod: {search}" + (SearchStrategies.Catalog.Create(search).WalksValues ? "" : "\ntrials: 14") + (pruner == "none" ? "" : $"\npruner: {pruner}\nlag: 4"));
        string undisturbed = Path.Combine(folder.Path, "undisturbed");
        Assert.Equal(0, HyperSweep.Run("run", study, "--output", undisturbed, "--quiet").ExitCode);
        string expected = ResultDigest.Of(undisturbed);
        long[] trials = TestStudy.Column<long>(undisturbed, "trials", "trial");

        var random = new RandomStream((ulong)epochs, RandomPurpose.Search);
        int kills = 0, studies = 0, mostInOne = 0, resumed = 0;
        for (; kills < most; studies++)
        {
            string results = Path.Combine(folder.Path, $"killed-{studies}");
            int before = kills;
            // On a busy machine a life may be too short to get anywhere; then the next ones are longer.
            int inVain = 0;
            long told = 0;
            while (!await RunOnceAsync(study, results, kills < most ? random.Uniform(0.05, 1.3 + 0.2 * inVain) : null))
            {
                kills++;
                ReadAllFiles(results);
                long tells = Told(results);
                (told, inVain) = tells > told ? (tells, Math.Max(0, inVain - 1)) : (told, inVain + 1);
            }
            mostInOne = Math.Max(mostInOne, kills - before);

            Assert.Equal(expected, ResultDigest.Of(results));
            Assert.Equal(trials, TestStudy.Column<long>(results, "trials", "trial"));
            Assert.Equal(Enumerable.Range(0, trials.Length * 6).Select(fit => (long)fit), TestStudy.Column<long>(results, "fits", "fit"));
            resumed += TestStudy.Column<long>(results, "fits", "attempts").Count(attempt => attempt > 1);
            Directory.Delete(results, recursive: true);
        }
        output.WriteLine($"{search}, {pruner}: {kills} kills over {studies} studies, up to {mostInOne} in one; {resumed} fits went on from what an earlier attempt had told the ledger.");
    }

    // A file that has its name is whole, whenever the program was killed.
    private static void ReadAllFiles(string results)
    {
        if (!Directory.Exists(results))
            return;
        foreach (string path in Directory.GetFiles(results, "*.parquet", SearchOption.AllDirectories))
        {
            using var reader = ParquetReader.Open(path);
            Assert.Equal(reader.RowCount, reader.Rows().LongCount());
        }
    }

    // How much the ledger knows.
    private static long Told(string results) => File.Exists(Path.Combine(results, StudyLedger.FileName))
        ? LedgerFile.Read(results, "SELECT count(*) FROM sqlite_schema WHERE name = 'checkpoints'", row => row.GetInt64(0))[0] == 0 ? 0
        : LedgerFile.Read(results, "SELECT (SELECT count(*) FROM fits) + (SELECT count(*) FROM checkpoints)", row => row.GetInt64(0))[0]
        : 0;

    /// <summary>Starts the program and kills it after some seconds, or lets it live; the answer is whether it got done.</summary>
    private static async Task<bool> RunOnceAsync(string study, string results, double? seconds)
    {
        using var process = HyperSweepProcess.Start(["run", study, "--output", results, "--workers", "2", "--quiet"], _environment);
        var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        if (seconds is { } life)
            ended.CancelAfter(TimeSpan.FromSeconds(life));
        try
        {
            await process.WaitForExitAsync(ended.Token);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
            await reading;
            return false;
        }
        string[] texts = await reading;
        Assert.True(process.ExitCode == 0, texts[1]);
        return true;
    }
}
