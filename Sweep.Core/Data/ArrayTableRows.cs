using System.Globalization;

namespace Sweep.Core.Data;

/// <summary>The rows of an <see cref="ArrayTable"/>.</summary>
internal sealed class ArrayTableRows : ITableRows
{
    private readonly NumberArray _features;
    private readonly ArrayRows _featureRows;
    private readonly NumberArray? _target;
    private readonly ArrayRows? _targetRows;
    private readonly char[] _text = new char[32];
    private long _row;

    /// <summary>Opens the files before the first row.</summary>
    public ArrayTableRows(NumberArray features, NumberArray? target)
    {
        (_features, _target) = (features, target);
        _featureRows = new ArrayRows(features);
        try
        {
            _targetRows = target is null ? null : new ArrayRows(target);
        }
        catch
        {
            _featureRows.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"row {_row}");

    /// <inheritdoc/>
    public bool Read()
    {
        _row++;
        // Both are read to the end, where what was packed is checked.
        bool more = _targetRows?.Read() ?? true;
        return _featureRows.Read() && more;
    }

    /// <inheritdoc/>
    public FieldKind Read(int column, out double number)
    {
        number = column < _featureRows.Values.Length ? _featureRows.Values[column] : _targetRows!.Values[0];
        return double.IsNaN(number) ? FieldKind.Missing : FieldKind.Number;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text(int column)
    {
        var element = (column < _featureRows.Values.Length ? _features : _target!).Header.Element;
        return Read(column, out double number) == FieldKind.Missing ? [] : Shortest(number, element);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _featureRows.Dispose();
        _targetRows?.Dispose();
    }

    // As many digits as tell a number from its neighbours of its own precision: 0.1, not 0.10000000149011612.
    private ReadOnlySpan<char> Shortest(double number, ElementType element)
    {
        int length;
        _ = element switch
        {
            ElementType.Float16 => ((Half)number).TryFormat(_text, out length, default, CultureInfo.InvariantCulture),
            ElementType.Float32 => ((float)number).TryFormat(_text, out length, default, CultureInfo.InvariantCulture),
            _ => number.TryFormat(_text, out length, default, CultureInfo.InvariantCulture),
        };
        return _text.AsSpan(0, length);
    }
}
