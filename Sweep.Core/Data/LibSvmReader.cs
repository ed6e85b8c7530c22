using System.Globalization;
using System.Text;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>Goes through the rows of a file of LIBSVM's format.</summary>
internal sealed class LibSvmReader : IDisposable
{
    // More than networks for such rows have, and few enough for a row of weights.
    private const int MostIndex = 1 << 24;

    private readonly DataFile _file;
    private readonly TextLines _lines;
    private int[] _indices = new int[64];
    private float[] _values = new float[64];
    private int _count;

    /// <summary>Opens a file before its first row.</summary>
    public LibSvmReader(DataFile file)
    {
        _file = file;
        _lines = new TextLines(file);
    }

    /// <summary>The label of this row.</summary>
    public double Label { get; private set; }

    /// <summary>The indices of this row, ascending.</summary>
    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, _count);

    /// <summary>The value of each index.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, _count);

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        while (_lines.Read())
        {
            var line = _lines.Line;
            int comment = line.IndexOf((byte)'#');
            if (comment >= 0)
                line = line[..comment];
            var label = NextWord(ref line);
            if (label.IsEmpty)
                continue;
            ReadLabel(label);
            ReadFeatures(line);
            return true;
        }
        return false;
    }

    /// <summary>A message about this row.</summary>
    public InputException Error(string message) => new($"{_file.Name}, line {_lines.Number}: {message}");

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private void ReadLabel(ReadOnlySpan<byte> word)
    {
        if (word.Contains((byte)':'))
            throw Error($"a row must begin with its label; got {Quoted(word)}. Write label index:value …");
        if (word.Contains((byte)','))
            throw Error($"a row must have one label; got {Quoted(word)}. Rows of several labels are not supported.");
        if (!TryParse(word, out double label) || !float.IsFinite((float)label))
            throw Error($"a label must be a number between ±3.4e38; got {Quoted(word)}. Give classes numbers.");
        Label = label;
    }

    private void ReadFeatures(ReadOnlySpan<byte> line)
    {
        _count = 0;
        int before = -1;
        for (var word = NextWord(ref line); !word.IsEmpty; word = NextWord(ref line))
        {
            if (word.StartsWith("qid:"u8))
                throw Error("groups of queries (qid) are not supported: there is no loss that ranks. Take them out.");
            int colon = word.IndexOf((byte)':');
            if (colon < 0 || !int.TryParse(word[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index > MostIndex)
                throw Error($"a feature must be index:value, with an index from 0 to {MostIndex}; got {Quoted(word)}.");
            if (index <= before)
                throw Error($"indices must ascend in a row; {index} comes after {before}. Sort them, and leave out what comes twice.");
            if (!TryParse(word[(colon + 1)..], out double value) || !float.IsFinite((float)value))
                throw Error($"the value of a feature must be a number between ±3.4e38; got {Quoted(word)}. Correct the row.");
            before = index;
            Add(index, (float)value);
        }
    }

    private void Add(int index, float value)
    {
        if (_count == _indices.Length)
        {
            Array.Resize(ref _indices, 2 * _count);
            Array.Resize(ref _values, 2 * _count);
        }
        (_indices[_count], _values[_count]) = (index, value);
        _count++;
    }

    private static bool TryParse(ReadOnlySpan<byte> word, out double number) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static string Quoted(ReadOnlySpan<byte> word) => Shown.Quoted(Encoding.UTF8.GetString(word));

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t\r\v\f"u8);
        int length = line.IndexOfAny(" \t\r\v\f"u8);
        var word = length < 0 ? line : line[..length];
        line = line[word.Length..];
        return word;
    }
}
