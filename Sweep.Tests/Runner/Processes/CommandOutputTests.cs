using System.Text;
using Sweep.Runner.Processes;

namespace Sweep.Tests.Runner.Processes;

public class CommandOutputTests
{
    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Stdout_and_stderr_are_kept_in_one_file()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Shell("echo one; sleep 0.1; echo two >&2; sleep 0.1; echo '{}'; printf three > /dev/stderr"));

        Assert.Equal(["one", "two", "three", "{}"], sample.Output.Split('\n').Order(Comparer<string>.Create((a, b) => Rank(a) - Rank(b))));
        Assert.Equal(sample.Output.Length, outcome.OutputBytes);
        Assert.Equal("two\nthree", outcome.OutputTail);

        static int Rank(string line) => Array.IndexOf(["one", "two", "three", "{}"], line);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Of_too_much_output_the_beginning_and_the_end_are_kept()
    {
        using var sample = new CommandSample();

        // 300 bytes of 21 may stay: "000\n" … "037\n" holds the first 150, the last 150 begin inside "263\n".
        var outcome = await sample.RunAsync(sample.Python("for i in range(300): print('%03d' % i)") with { OutputBytes = 301 });

        string all = string.Concat(Enumerable.Range(0, 300).Select(i => $"{i:000}\n"));
        Assert.Equal(all[..151] + "\n… 899 bytes left out …\n" + all[^150..], sample.Output);
        Assert.Equal(1200, outcome.OutputBytes);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_hundred_megabytes_with_lines_that_never_end_are_read_to_the_last_report()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Python("""
            import os, sys
            block = b"x" * 1000000
            for i in range(50):
                sys.stdout.buffer.write(block)
                sys.stderr.buffer.write(block)
            print("\n" + '{"epoch": 1}')
            """));

        Assert.Null(outcome.Error);
        Assert.Single(sample.Reports);
        Assert.Equal(100_000_000 + 14, outcome.OutputBytes);
        Assert.InRange(new FileInfo(sample.PathOf("output.txt")).Length, 1 << 20, (1 << 20) + 100);
        Assert.Equal(new string('x', 500), outcome.OutputTail);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_may_close_its_output_and_go_on()
    {
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Shell("echo '{\"epoch\": 1}'; exec >&- 2>&-; sleep 0.3; echo done > file; exit 7"));

        Assert.Equal(7, outcome.ExitCode);
        Assert.Single(sample.Reports);
        Assert.Equal("done\n", File.ReadAllText(sample.PathOf("file")));
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task A_command_has_nothing_to_read_from_us()
    {
        using var sample = new CommandSample();

        await sample.RunAsync(sample.Shell("cat; echo end"));

        Assert.Equal("end\n", sample.Output);
    }

    [Fact(Timeout = CommandSample.Milliseconds)]
    public async Task Output_that_cannot_be_kept_ends_the_command()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "The system has no /dev/full.");
        using var sample = new CommandSample();

        var outcome = await sample.RunAsync(sample.Shell("echo hello; exec sleep 3600") with { OutputFile = "/dev/full" });

        Assert.StartsWith("The command was ended, for its files could not be used: No space left on device", outcome.Error, StringComparison.Ordinal);
        Assert.True(outcome.Transient);
        await sample.NothingIsLeftAsync();
    }

    [Theory]
    [InlineData(0, new[] { 1, 5, 2 })]
    [InlineData(3, new[] { 1, 1, 1 })]
    [InlineData(3, new[] { 2, 2, 2, 1, 1, 3, 1 })]
    [InlineData(3, new[] { 10, 1 })]
    [InlineData(8, new[] { 5, 3 })]
    [InlineData(8, new[] { 5, 4, 20, 7, 8, 9 })]
    public void A_tail_keeps_the_last_bytes_whatever_the_pieces(int capacity, int[] pieces)
    {
        var tail = new TailBuffer(capacity);
        var all = new List<byte>();
        foreach (int length in pieces)
        {
            byte[] piece = [.. Enumerable.Range(all.Count, length).Select(number => (byte)number)];
            all.AddRange(piece);
            tail.Add(piece);

            Assert.Equal(all.TakeLast(capacity), tail.ToArray());
            Assert.Equal(all.Count, tail.Total);
            Assert.Equal(Math.Max(0, all.Count - capacity), tail.Lost);
        }
    }

    [Fact]
    public void A_tail_shows_500_characters_and_no_half_of_one()
    {
        var tail = new TailBuffer(OutputText.TailBytes);
        tail.Add(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("🦊", 2000)) + "x\n"));

        Assert.Equal(string.Concat(Enumerable.Repeat("🦊", 249)) + "x", OutputText.Tail(tail));
    }
}
