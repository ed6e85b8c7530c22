using System.Globalization;
using System.Text;

namespace Sweep.Runner.Processes;

/// <summary>What a command writes, in one file of limited size: of too much, the beginning and the end.</summary>
/// <remarks>The beginning is in the file as soon as it comes, the end once <see cref="Complete"/> is called.</remarks>
internal sealed class OutputFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _stream;
    private readonly TailBuffer _end;
    private long _room;

    /// <summary>Creates the file.</summary>
    /// <param name="path">Where. Its folder exists.</param>
    /// <param name="limit">How many bytes of output it keeps at most.</param>
    public OutputFile(string path, int limit)
    {
        _room = limit - limit / 2;
        _end = new TailBuffer(limit / 2);
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Takes more, from any thread.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            int first = (int)Math.Min(_room, bytes.Length);
            _room -= first;
            _stream.Write(bytes[..first]);
            _end.Add(bytes[first..]);
        }
    }

    /// <summary>Writes the end.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            if (_end.Lost > 0)
                _stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n… {_end.Lost} bytes left out …\n")));
            _stream.Write(_end.ToArray());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
