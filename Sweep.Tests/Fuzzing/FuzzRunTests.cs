using Sweep.Core.Contracts;

namespace Sweep.Tests.Fuzzing;

/// <summary>A run finds what a reader must not do, and says by which input.</summary>
public class FuzzRunTests
{
    private static readonly byte[] _seed = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void An_exception_that_is_not_the_reader_s_own_is_found() =>
        AssertFound(bytes => throw new KeyNotFoundException("at 7"), "KeyNotFoundException: at 7. In base64: ");

    [Fact]
    public void A_message_that_hands_on_control_characters_is_found()
    {
        var target = Target(bytes => throw new FormatException("\u001B[2J")) with { Refuses = error => error is FormatException };

        AssertFound(target, "the message is no clear one");
    }

    [Fact]
    public void Memory_that_is_taken_for_nothing_is_found() =>
        AssertFound(bytes => new FuzzReading("", $"{new byte[70_000_000].Length}"), " bytes were allocated. In base64: ");

    [Fact]
    public void Values_that_a_checksum_speaks_against_are_found()
    {
        var target = Target(bytes => new FuzzReading("", Convert.ToHexString(bytes))) with { HasChecksum = _ => true };

        AssertFound(target, "a checksum does not hold, and values were read: ");
    }

    [Fact]
    public void A_reader_that_does_not_end_is_found()
    {
        var end = new ManualResetEventSlim();
        var target = Target(bytes =>
        {
            end.Wait();
            return new FuzzReading("", "");
        });
        using (var run = new FuzzRun(target) { MostTime = TimeSpan.FromMilliseconds(300) })
        {
            var error = Assert.ThrowsAny<Exception>(() => run.Try(5, 10));
            Assert.StartsWith("test, number 5: the reader does not end. In base64: ", error.Message, StringComparison.Ordinal);
        }
        end.Set();
    }

    [Fact]
    public void What_is_read_or_refused_is_counted()
    {
        var target = Target(bytes => bytes.Length < _seed.Length ? throw new InputException("too short") : new FuzzReading("", ""));
        using var run = new FuzzRun(target);

        var figures = run.Try(0, 100);

        Assert.Equal(100, figures.Inputs);
        Assert.InRange(figures.Accepted, 1, 99);
        Assert.Equal(100, figures.Accepted + figures.Refused);
    }

    private static void AssertFound(Func<byte[], FuzzReading> read, string message) => AssertFound(Target(read), message);

    private static void AssertFound(FuzzTarget target, string message)
    {
        using var run = new FuzzRun(target);
        var error = Assert.Throws<InvalidOperationException>(() => run.Try(0, 1000));
        Assert.Matches("^test, number [0-9]+: ", error.Message);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    // The valid file is always read.
    private static FuzzTarget Target(Func<byte[], FuzzReading> read) => new("test", [_seed], path =>
    {
        byte[] bytes = File.ReadAllBytes(path);
        return bytes.AsSpan().SequenceEqual(_seed) ? new FuzzReading("", Convert.ToHexString(bytes)) : read(bytes);
    });
}
