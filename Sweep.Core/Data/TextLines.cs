using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>The lines of a file, one after the other, as bytes.</summary>
internal sealed class TextLines(DataFile file) : IDisposable
{
    // More than any row takes, and little enough to keep in memory.
    private const int MostBytes = 256 << 20;
    private const int FirstBytes = 1 << 16;

    private readonly DataStream _stream = file.Open();
    private byte[] _buffer = new byte[FirstBytes];
    private int _start;
    private int _length;
    private int _end;
    private bool _hasEnded;

    /// <summary>The number of this line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>This line, without its end; good until the next one is read.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_start, _length);

    /// <summary>Goes to the next line.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        // The line before, and its end.
        _start = Number == 0 ? 0 : Math.Min(_start + _length + 1, _end);
        Number++;
        for (int searched = 0; ;)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0 || _hasEnded)
            {
                _length = length >= 0 ? searched + length : _end - _start;
                return length >= 0 || _length > 0;
            }
            searched = _end - _start;
            Fill();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_end >= MostBytes)
                throw new InputException($"{file.Name}, line {Number}: a line can have {MostBytes} bytes; this one has more. Is it a text file?");
            Array.Resize(ref _buffer, 2 * _end);
        }
        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _hasEnded = read == 0;
    }
}
