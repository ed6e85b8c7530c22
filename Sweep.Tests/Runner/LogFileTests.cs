using Polly;
using Sweep.Core.Parquet;
using Sweep.Runner.Results;
using Sweep.Tests.Core.Parquet;

namespace Sweep.Tests.Runner;

/// <summary>What lies in the folder at any instant at which the program may be killed.</summary>
public class LogFileTests
{
    private static readonly Dictionary<string, string> _metadata = new() { ["study"] = "a" };

    [Fact]
    [Trait(AcceptanceList.Trait, "W26")]
    [Trait(AcceptanceList.Trait, "W28")]
    public void Until_a_file_is_whole_nobody_sees_it()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "trials.parquet");
        using var file = Open(path);

        Assert.Empty(Directory.GetFiles(folder.Path, "*.parquet"));
        file.Add(1);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.parquet"));
        file.Add(2);
        file.Complete();
        Assert.Empty(Directory.GetFiles(folder.Path, "*.parquet"));
        file.Publish(ResiliencePipeline.Empty);

        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Equal([1, 2], Trials(path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    [Trait(AcceptanceList.Trait, "W28")]
    public void What_a_killed_program_left_is_written_over(int bytes)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "trials.parquet");
        // Cut off at any place: between two rows there may be nothing yet, while closing nearly all.
        File.WriteAllBytes(path + ".tmp", new byte[bytes]);

        using (var file = Open(path))
        {
            file.Add(7);
            file.Complete();
            file.Publish(ResiliencePipeline.Empty);
        }

        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Equal([7], Trials(path));
    }

    [Fact]
    [Trait(AcceptanceList.Trait, "W26")]
    public void A_file_that_is_given_up_leaves_nothing_and_spares_the_one_before()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "trials.parquet");
        using (var file = Open(path))
        {
            file.Add(1);
            file.Complete();
            file.Publish(ResiliencePipeline.Empty);
        }
        using (var file = Open(path))
            file.Add(2);

        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Equal([1], Trials(path));
    }

    private static LogFile<long> Open(string path) =>
        new(new LogTable<long>("trials", "trial").Integer("trial", "Number of the trial.", trial => trial), path, _metadata);

    private static long[] Trials(string path)
    {
        using var reader = ParquetReader.Open(path);
        return reader.Read<long>("trial").Values;
    }
}
