using System.Globalization;

namespace Sweep.Core.Data;

/// <summary>The different texts of a column, which become numbers from 0.</summary>
internal sealed class Categories
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Begins without any.</summary>
    public Categories() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>Counts a text; a new one is one more category.</summary>
    public void Add(ReadOnlySpan<char> text) => _lookup.TryAdd(text, _numbers.Count);

    /// <summary>Their names in the order of their numbers, once they are put in order.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Their names in the order in which they came, as long as they are not put in another.</summary>
    public IEnumerable<string> InOrderOfAppearance => _numbers.OrderBy(entry => entry.Value).Select(entry => entry.Key);

    /// <summary>The number of a text, in the order in which they came until they are put in theirs; −1 where it is none of them.</summary>
    public int NumberOf(ReadOnlySpan<char> text) => _lookup.TryGetValue(text, out int number) ? number : -1;

    /// <summary>Puts them in order: numbers in theirs, so that class 10 comes after class 9; otherwise by code point.</summary>
    public void PutInOrder()
    {
        string[] names = [.. _numbers.Keys.Order(StringComparer.Ordinal)];
        var values = new double[names.Length];
        int numbers = 0;
        while (numbers < names.Length && double.TryParse(names[numbers], NumberStyles.Float, CultureInfo.InvariantCulture, out values[numbers]))
            numbers++;
        if (numbers == names.Length)
            Array.Sort(values, names);
        foreach (var (number, name) in names.Index())
            _numbers[name] = number;
        Names = names;
    }
}
