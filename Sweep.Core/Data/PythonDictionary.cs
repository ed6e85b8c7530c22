using System.Globalization;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>Reads a dictionary as Python writes it, with the few kinds of values that the header of an NPY file has.</summary>
internal ref struct PythonDictionary
{
    private readonly string _name;
    private ReadOnlySpan<char> _left;

    private PythonDictionary(string text, string name)
    {
        _left = text;
        _name = name;
    }

    /// <summary>Reads a dictionary: texts, True and False, tuples of whole numbers; what else there is becomes null.</summary>
    /// <param name="text">The dictionary, and nothing but blanks after it.</param>
    /// <param name="name">What messages call the file.</param>
    public static Dictionary<string, object?> Read(string text, string name)
    {
        var reader = new PythonDictionary(text, name);
        var values = reader.ReadEntries();
        reader._left = reader._left.TrimStart();
        return reader._left.IsEmpty ? values : throw reader.Wrong();
    }

    private Dictionary<string, object?> ReadEntries()
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        Require('{');
        while (!Take('}'))
        {
            string key = ReadText();
            Require(':');
            if (!values.TryAdd(key, ReadValue()))
                throw Wrong();
            if (Take(','))
                continue;
            Require('}');
            break;
        }
        return values;
    }

    private object? ReadValue()
    {
        _left = _left.TrimStart();
        if (_left is ['\'' or '"', ..])
            return ReadText();
        if (_left is ['(', ..])
            return ReadNumbers();
        if (_left is ['[', ..])
            return SkipList();
        if (TakeWord("True"))
            return true;
        return TakeWord("False") ? false : throw Wrong();
    }

    private string ReadText()
    {
        _left = _left.TrimStart();
        if (_left is not ['\'' or '"', ..])
            throw Wrong();
        int end = _left[1..].IndexOf(_left[0]);
        if (end < 0 || _left.Slice(1, end).Contains('\\'))
            throw Wrong();
        string text = _left.Slice(1, end).ToString();
        _left = _left[(end + 2)..];
        return text;
    }

    private int[] ReadNumbers()
    {
        var numbers = new List<int>();
        Require('(');
        while (!Take(')'))
        {
            numbers.Add(ReadNumber());
            if (Take(','))
                continue;
            Require(')');
            break;
        }
        return [.. numbers];
    }

    private int ReadNumber()
    {
        _left = _left.TrimStart();
        int length = _left.IndexOfAnyExceptInRange('0', '9');
        if (length <= 0)
            throw Wrong();
        if (!int.TryParse(_left[..length], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw new InputException($"{_name}: a dimension of an array can have {int.MaxValue} values; this one has {Shown.Plain(_left[..length].ToString())}.");
        _left = _left[length..];
        // Python 2 wrote long numbers so.
        if (_left is ['L', ..])
            _left = _left[1..];
        return number;
    }

    // The fields of a structured type, which is refused by whoever asked for it.
    private object? SkipList()
    {
        int depth = 0;
        for (int i = 0; i < _left.Length; i++)
        {
            depth += _left[i] is '[' ? 1 : _left[i] is ']' ? -1 : 0;
            if (depth > 0)
                continue;
            _left = _left[(i + 1)..];
            return null;
        }
        throw Wrong();
    }

    private bool Take(char character)
    {
        _left = _left.TrimStart();
        if (_left.IsEmpty || _left[0] != character)
            return false;
        _left = _left[1..];
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!_left.StartsWith(word, StringComparison.Ordinal))
            return false;
        _left = _left[word.Length..];
        return true;
    }

    private void Require(char character)
    {
        if (!Take(character))
            throw Wrong();
    }

    private readonly InputException Wrong() => new(
        $"{_name}: the header of an NPY file must be a Python dictionary such as {{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4)}}; "
        + (_left.IsEmpty ? "it ends too early." : $"it goes on with {Shown.Quoted(_left.ToString())}."));
}
