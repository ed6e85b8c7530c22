using Sweep.Core.Contracts;

namespace Sweep.Runner.Processes;

/// <summary>A file to which a command adds its reports while it is read.</summary>
/// <param name="path">Where it is, once the command has made it.</param>
/// <param name="lines">Is given what is added.</param>
internal sealed class MetricsFile(string path, ReportLines lines)
{
    private readonly byte[] _buffer = new byte[1 << 14];
    private long _read;

    /// <summary>Reads what has been added.</summary>
    /// <exception cref="InputException">The file got shorter, or a line of it cannot be read as a report.</exception>
    public void ReadOn()
    {
        if (!File.Exists(path))
            return;
        // Opened anew each time: the command may replace the file by a longer one.
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.GetLength(file) < _read)
            throw new InputException($"{Path.GetFileName(path)} got shorter while the command ran. Reports may only be added to it.");
        for (int count; (count = RandomAccess.Read(file, _buffer, _read)) > 0; _read += count)
            lines.Add(_buffer.AsSpan(0, count));
    }
}
