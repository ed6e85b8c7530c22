using System.Globalization;
using Sweep.Core.Data;

namespace Sweep.Core.Profiles;

/// <summary>Counts the values of the target, row by row.</summary>
internal sealed class TargetTally
{
    // What has more values than this is no class.
    private const int MostClasses = 1000;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<long> _rows = [];
    private double _last = double.NaN;
    private int _lastClass = -1;
    private long _changes;
    private bool _ascends = true;
    private bool _descends = true;

    /// <summary>Begins before the first row.</summary>
    public TargetTally() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of this row's class, from 0 in the order in which they come; −1 where it has none, or there are too many to be classes.</summary>
    public int Class { get; private set; } = -1;

    /// <summary>This row's number; NaN where it is none.</summary>
    public double Number { get; private set; }

    /// <summary>The hash of this row's value.</summary>
    public ulong Hash { get; private set; }

    /// <summary>How many classes have come.</summary>
    public int Classes => _numbers.Count;

    private bool HasClasses => _numbers.Count <= MostClasses;

    /// <summary>Goes to a row.</summary>
    public void Read(ITableRows rows, int column)
    {
        var kind = rows.Read(column, out double number);
        (Number, Class) = (number, -1);
        Hash = kind switch { FieldKind.Missing => ValueHash.Missing, FieldKind.Number => ValueHash.Of(number), _ => ValueHash.Of(rows.Text(column)) };
        if (kind == FieldKind.Missing)
            return;
        (_ascends, _descends) = (_ascends && !(number < _last), _descends && !(number > _last));
        _last = number;
        if (HasClasses)
            Class = Count(rows.Text(column));
    }

    /// <summary>What was found.</summary>
    /// <param name="name">The target's column.</param>
    public TargetProfile Profile(string name)
    {
        if (!HasClasses || _numbers.Count == 0)
            return new TargetProfile(name, [], !double.IsNaN(_last) && (_ascends || _descends));
        bool areNumbers = _numbers.Keys.All(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        var ordered = _numbers.OrderBy(entry => areNumbers ? double.Parse(entry.Key, CultureInfo.InvariantCulture) : 0).ThenBy(entry => entry.Key, StringComparer.Ordinal);
        return new TargetProfile(
            name,
            [.. ordered.Select(entry => new ClassCount(entry.Key, _rows[entry.Value]))],
            _numbers.Count > 1 && _changes == _numbers.Count - 1 && _rows.Sum() > _numbers.Count);
    }

    private int Count(ReadOnlySpan<char> text)
    {
        if (!_lookup.TryGetValue(text, out int number))
        {
            number = _numbers.Count;
            _lookup[text] = number;
            _rows.Add(0);
        }
        _rows[number]++;
        if (_lastClass >= 0 && number != _lastClass)
            _changes++;
        _lastClass = number;
        return HasClasses ? number : -1;
    }
}
