using System.Globalization;
using System.Text;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Processes;

/// <summary>Finds the reports among the lines of a command's output: those that begin with "{". Other lines may be any bytes, of any length.</summary>
/// <param name="source">Where the lines come from, for messages: "stdout".</param>
/// <param name="deliver">Is given each report, in order.</param>
internal sealed class ReportLines(string source, Action<CommandReport> deliver)
{
    /// <summary>The longest line that is read as a report, in bytes.</summary>
    public const int Longest = 1 << 20;

    private byte[] _line = new byte[256];
    private int _length;
    private long _number = 1;
    private bool _begun;

    /// <summary>Takes more of the output.</summary>
    /// <exception cref="InputException">A line begins with "{" and cannot be read as a report.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            // A line that does not begin with "{" has no length, and is never kept.
            if (_length > 0 || (!_begun && part.StartsWith((byte)'{')))
                Keep(part);
            _begun = true;
            if (end < 0)
                return;
            Complete();
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Ends the last line, which may lack its newline.</summary>
    /// <exception cref="InputException">It begins with "{" and cannot be read as a report.</exception>
    public void Complete()
    {
        if (_length > 0)
            deliver(Read());
        (_length, _begun) = (0, false);
        _number++;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_length + (long)part.Length > Longest)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"has more than {Longest} bytes"), "A report is a line of a few figures.");
        if (_line.Length < _length + part.Length)
            Array.Resize(ref _line, Math.Max(2 * _line.Length, _length + part.Length));
        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }

    private CommandReport Read()
    {
        // The reader overwrites some words; the message shows them as they were.
        byte[] beginning = _line[..Math.Min(_length, 400)];
        try
        {
            return ReportReader.Read(_line.AsSpan(0, _length));
        }
        catch (FormatException error)
        {
            (_line, _length) = (beginning, beginning.Length);
            throw Wrong(error.Message, """A report is one object on one line, like {"epoch": 3, "validation_loss": 0.4}.""");
        }
    }

    private InputException Wrong(string why, string advice)
    {
        string shown = Shown.Quoted(Encoding.UTF8.GetString(_line, 0, Math.Min(_length, 400)).TrimEnd('\r'));
        return new InputException(string.Create(
            CultureInfo.InvariantCulture, $"Line {_number} of {source} begins with \"{{\" and {why}: {shown}. {advice}"));
    }
}
