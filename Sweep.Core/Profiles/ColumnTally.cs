using Sweep.Core.Data;

namespace Sweep.Core.Profiles;

/// <summary>Looks at the values of a column, row by row, in memory that does not grow with the rows.</summary>
/// <param name="name">The column.</param>
/// <param name="mostDistinct">How many different values are counted.</param>
internal sealed class ColumnTally(string name, int mostDistinct)
{
    private const int ShownValues = 3;
    private const int LongestShown = 40;

    private readonly Dictionary<ulong, ulong> _targets = [];
    private readonly List<string> _first = [];
    private readonly TargetRelation _relation = new();
    private long _rows;
    private long _missing;
    private long _numbers;
    private long _texts;
    private long _beyond;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private double _sum;
    private double _last = double.NaN;
    private bool _areWhole = true;
    private bool _counts = true;
    private bool _hasMore;
    private bool _determines = true;
    private bool _areDistinct = true;
    private string? _firstText;

    /// <summary>The hash of all values in their order.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Looks at a row.</summary>
    /// <param name="rows">The row.</param>
    /// <param name="column">The column's place in it.</param>
    /// <param name="target">The row's target; null: there is none.</param>
    /// <returns>The hash of its value.</returns>
    public ulong Read(ITableRows rows, int column, TargetTally? target)
    {
        var kind = rows.Read(column, out double number);
        ulong hash = ValueHash.Missing;
        _rows++;
        if (kind == FieldKind.Missing)
        {
            _missing++;
        }
        else if (kind == FieldKind.Number)
        {
            hash = ValueHash.Of(number);
            AddNumber(number);
        }
        else
        {
            var text = rows.Text(column);
            hash = ValueHash.Of(text);
            _firstText ??= text.ToString();
            _texts++;
        }
        if (kind != FieldKind.Missing && !_hasMore)
            AddDistinct(rows, column, hash, target?.Hash ?? 0);
        if (target is not null)
            _relation.Add(number, target);
        Hash = ValueHash.Join(Hash, hash);
        return hash;
    }

    /// <summary>What was found.</summary>
    /// <param name="target">The target; null: there is none, or it is this column.</param>
    /// <param name="targetHash">The hash of the target's values in their order.</param>
    /// <param name="sameAs">An earlier column that is the same.</param>
    public ColumnProfile Profile(TargetTally? target, ulong targetHash, string? sameAs)
    {
        long finite = _numbers - _beyond;
        var type = (_numbers, _texts) switch
        {
            (0, 0) => ColumnType.Empty,
            (0, _) => ColumnType.Text,
            (_, 0) => _areWhole ? ColumnType.Whole : ColumnType.Number,
            _ => ColumnType.Mixed,
        };
        return new ColumnProfile(name, type, _missing, _texts, _targets.Count, _first)
        {
            HasMoreDistinct = _hasMore,
            Beyond = _beyond,
            Min = finite > 0 ? _min : null,
            Mean = finite > 0 ? _sum / finite : null,
            Max = finite > 0 ? _max : null,
            FirstText = _firstText,
            IsConstant = _targets.Count == 1 && _missing == 0,
            IsIdentifier = _rows > 2 && _missing == 0 && _areDistinct && (type == ColumnType.Text || (type == ColumnType.Whole && _counts)),
            SameAs = sameAs,
            Hint = target is null ? TargetHint.None : HintOf(target, targetHash),
        };
    }

    private TargetHint HintOf(TargetTally target, ulong targetHash)
    {
        if (_targets.Count < 2)
            return TargetHint.None;
        if (Hash == targetHash)
            return TargetHint.Equal;
        // Where each value comes but once or twice, it says nothing that it goes with one value of the target.
        if (_determines && !_hasMore && target.Classes > 1 && _rows - _missing >= 5L * _targets.Count)
            return TargetHint.Determines;
        return _relation.Hint;
    }

    private void AddNumber(double number)
    {
        _numbers++;
        if (!float.IsFinite((float)number))
        {
            _beyond++;
            return;
        }
        _sum += number;
        (_min, _max) = (Math.Min(_min, number), Math.Max(_max, number));
        _areWhole = _areWhole && Math.Floor(number) == number;
        _counts = _counts && (double.IsNaN(_last) || number == _last + 1);
        _last = number;
    }

    private void AddDistinct(ITableRows rows, int column, ulong hash, ulong target)
    {
        if (_targets.TryGetValue(hash, out ulong before))
        {
            _areDistinct = false;
            _determines &= before == target;
        }
        else if (_targets.Count < mostDistinct)
        {
            _targets.Add(hash, target);
            if (_first.Count < ShownValues)
                _first.Add(Cut(rows.Text(column)));
        }
        else
        {
            _hasMore = true;
        }
    }

    private static string Cut(ReadOnlySpan<char> text) => text.Length <= LongestShown ? text.ToString() : $"{text[..LongestShown]}…";
}
