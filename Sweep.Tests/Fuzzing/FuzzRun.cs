using System.Diagnostics;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Fuzzing;

/// <summary>Hands a reader one changed file after the other, on a thread of its own, and looks on.</summary>
internal sealed class FuzzRun : IDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(200);

    private const long MostBytes = 64 << 20;
    private const int MostBytesForEach = 50;

    private readonly FuzzTarget _target;
    private readonly Mutator _mutator;
    private readonly FuzzReading[] _seeds;
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private FuzzFigures _figures = new();
    private long _number;
    private long _begun;

    /// <summary>Reads all valid files first.</summary>
    public FuzzRun(FuzzTarget target)
    {
        (_target, _mutator) = (target, new Mutator(target));
        _path = Path.Combine(_folder.Path, target.FileName);
        foreach (var (name, text) in target.Beside)
            _folder.Write(name, text);
        _seeds = [.. target.Seeds.Select(Read)];
    }

    /// <summary>How long a reader may take for an input: enough that a hang is told from a slow machine.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Tries inputs, and fails with the first one that a reader does not bear.</summary>
    public FuzzFigures Try(long first, long count)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                for (_number = first; _number < first + count; Interlocked.Increment(ref _number))
                    Try(_mutator.Make(_number), $"number {_number}");
            }
            catch (Exception error)
            {
                failure = error;
            }
        })
        { IsBackground = true };
        Interlocked.Exchange(ref _begun, Stopwatch.GetTimestamp());
        thread.Start();
        while (!thread.Join(_lookEvery))
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _begun)) > MostTime)
                Assert.Fail($"{_target.Name}, number {Interlocked.Read(ref _number)}: the reader does not end. {Shown(File.ReadAllBytes(_path))}");
        }
        return failure is null ? _figures : throw new InvalidOperationException(failure.Message, failure);
    }

    /// <summary>Tries one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="name">What a message calls it.</param>
    public void Try(FuzzInput input, string name)
    {
        // Written first: should the process end, the input is in the folder.
        File.WriteAllBytes(_path, input.Bytes);
        long allocated = GC.GetAllocatedBytesForCurrentThread(), begun = Stopwatch.GetTimestamp();
        Interlocked.Exchange(ref _begun, begun);
        FuzzReading? reading = null;
        try
        {
            reading = _target.Read(_path);
        }
        catch (Exception error) when (_target.Refuses(error))
        {
            if (error.Message.Length == 0 || error.Message.Any(character => char.IsControl(character) && character != '\n'))
                Fail($"the message is no clear one: \"{error.Message}\"", error);
        }
        catch (Exception error)
        {
            Fail($"{error.GetType().Name}: {error.Message}", error);
        }
        var time = Stopwatch.GetElapsedTime(begun);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (allocated > MostBytes + MostBytesForEach * input.Bytes.LongLength)
            Fail($"{allocated} bytes were allocated");
        if (reading is not null && input.IsOverwritten && _target.HasChecksum(input) && reading.Schema == _seeds[input.Seed].Schema && reading.Values != _seeds[input.Seed].Values)
            Fail($"a checksum does not hold, and values were read: {reading.Values}, not {_seeds[input.Seed].Values}");

        _figures = _figures with
        {
            Inputs = _figures.Inputs + 1,
            Accepted = _figures.Accepted + (reading is null ? 0 : 1),
            Longest = time > _figures.Longest.Time ? (time, _number) : _figures.Longest,
            Largest = allocated > _figures.Largest.Bytes ? (allocated, _number) : _figures.Largest,
        };

        void Fail(string what, Exception? error = null) =>
            throw new InvalidOperationException($"{_target.Name}, {name}: {what}. {Shown(input.Bytes)}", error);
    }

    public void Dispose() => _folder.Dispose();

    private FuzzReading Read(byte[] seed)
    {
        File.WriteAllBytes(_path, seed);
        return _target.Read(_path);
    }

    private static string Shown(byte[] bytes) => bytes.Length <= 20_000 ? $"In base64: {Convert.ToBase64String(bytes)}" : $"It has {bytes.Length} bytes.";
}
