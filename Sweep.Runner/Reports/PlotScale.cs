using System.Globalization;

namespace Sweep.Runner.Reports;

/// <summary>An axis with its bounds: which number lies where, as a share of its length.</summary>
internal sealed class PlotScale
{
    // What round numbers begin with.
    private static readonly int[] _digits = [1, 2, 5, 10];

    private readonly bool _logarithmic;
    private readonly double _low;
    private readonly double _high;

    /// <summary>Fits an axis to numbers, of which those without a place on it do not count.</summary>
    public PlotScale(PlotAxis axis, IEnumerable<double> numbers)
    {
        _logarithmic = axis.Logarithmic;
        double[] placed = [.. numbers.Where(number => double.IsFinite(Along(number)))];
        _low = Along(axis.Low ?? placed.DefaultIfEmpty(1).Min());
        _high = Along(axis.High ?? placed.DefaultIfEmpty(1).Max());
        if (_low < _high)
            return;
        // All the same: half a decade to either side, or from 0 on.
        (_low, _high) = _logarithmic ? (_low - 0.5, _low + 0.5) : (Math.Min(0, _low), _low == 0 ? 1 : Math.Max(0, _low));
    }

    /// <summary>Where a number lies: 0 at the beginning of the axis, 1 at its end, beyond them where it does; NaN where it has no place.</summary>
    public double ShareOf(double number) => (Along(number) - _low) / (_high - _low);

    /// <summary>The number at a share of the axis.</summary>
    public double At(double share)
    {
        double along = _low + (_high - _low) * share;
        if (_logarithmic)
            return Math.Pow(10, along);
        // What should be 0 may be off by the last bits of the bounds.
        return Math.Abs(along) < 1e-9 * (_high - _low) ? 0 : along;
    }

    /// <summary>Round numbers along the axis: decades where it is logarithmic.</summary>
    /// <param name="most">How many there is room for.</param>
    public IReadOnlyList<double> Ticks(int most)
    {
        if (!_logarithmic)
            return Multiples(RoundStep((_high - _low) / Math.Max(1, most)));
        double[] decades = [.. Multiples(Math.Max(1, Math.Ceiling((_high - _low) / Math.Max(1, most)))).Select(exponent => Math.Pow(10, exponent))];
        if (decades.Length > 1)
            return decades;
        double[] within =
        [
            .. Enumerable.Range((int)Math.Floor(_low), 2 + (int)(_high - _low)).SelectMany(exponent => _digits[..3].Select(digit => digit * Math.Pow(10, exponent)))
                .Where(number => ShareOf(number) is >= 0 and <= 1),
        ];
        return within.Length > 1 ? within : [At(0), At(1)];
    }

    /// <summary>A number with three significant digits.</summary>
    public static string Text(double number) => (Math.Abs(number) switch
    {
        0 => "0",
        < 1e-3 or >= 1e5 => number.ToString("0.##e0", CultureInfo.InvariantCulture),
        >= 100 => number.ToString("0", CultureInfo.InvariantCulture),
        _ => number.ToString("G3", CultureInfo.InvariantCulture),
    }).Replace('E', 'e');

    private IReadOnlyList<double> Multiples(double step)
    {
        // A bound that is a multiple but for its last bits is one.
        long first = (long)Math.Ceiling(_low / step - 1e-9), last = (long)Math.Floor(_high / step + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(number => (first + number) * step)];
    }

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return _digits.Select(digit => digit * power).First(step => step >= least * (1 - 1e-9));
    }

    private double Along(double number) => !_logarithmic ? number : number > 0 ? Math.Log10(number) : double.NaN;
}
