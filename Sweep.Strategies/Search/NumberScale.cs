using Sweep.Core.Numerics;

namespace Sweep.Strategies.Search;

/// <summary>The numbers that a grid takes of one hyperparameter, as a scale that goes on beyond them and has finer places between them.</summary>
/// <remarks>
/// A range is a scale as it says. A list of numbers is one of ratios where its steps are more even as ratios than as distances (two numbers: where one is at least twice
/// the other), and otherwise one of distances; beyond an end it goes on as its last step there.
/// </remarks>
internal sealed class NumberScale
{
    private const double Slack = 1e-9;

    private readonly bool _logarithmic;
    private readonly bool _whole;
    private readonly double _stepDown;
    private readonly double _stepUp;

    private NumberScale(double[] values, bool logarithmic, bool whole, double? step)
    {
        (Low, High, _logarithmic, _whole) = (values[0], values[^1], logarithmic, whole);
        _stepDown = step ?? Step(values[0], values[1]);
        _stepUp = step ?? Step(values[^2], values[^1]);
    }

    /// <summary>The lowest number of the domain.</summary>
    public double Low { get; }

    /// <summary>The highest number of the domain.</summary>
    public double High { get; }

    /// <summary>The scale of a domain; null where its values are no numbers, fewer than two, or bring hyperparameters of their own.</summary>
    public static NumberScale? Of(Domain domain)
    {
        if (domain.Branches || domain.Choices.Count < 2 || !domain.Choices.All(choice => choice.Value is int or double))
            return null;
        double[] values = [.. domain.Choices.Select(choice => Number(choice.Value)).Order()];
        bool whole = domain.Choices[0].Value is int;
        return domain is RangeDomain range
            ? new NumberScale(values, range.Logarithmic, whole, range.Step)
            : new NumberScale(values, IsLogarithmic(values), whole, step: null);
    }

    /// <summary>A value of the domain as a number.</summary>
    public static double Number(object value) => value is int whole ? whole : (double)value;

    /// <summary>The number so many steps beyond an end; null where there is none: a scale whose numbers are all above 0, or at least 0, does not leave these.</summary>
    public object? Beyond(bool upwards, int steps)
    {
        double value = upwards ? High : Low, step = upwards ? _stepUp : _stepDown;
        for (int i = 0; i < steps; i++)
            value = _logarithmic ? (upwards ? value * step : value / step) : upwards ? value + step : value - step;
        value = RangeDomain.Rounded(value);
        return double.IsFinite(value) && (Low > 0 ? value > 0 : Low < 0 || value >= 0) ? Value(value) : null;
    }

    /// <summary>Of so many numbers between two others, evenly spaced, those that have not been tried; fewer where they must be whole.</summary>
    public IEnumerable<object> Between(double low, double high, int count, SortedSet<double> tried)
    {
        double? last = null;
        for (int i = 1; i <= count; i++)
        {
            double share = (double)i / (count + 1);
            double value = RangeDomain.Between(low, high, _logarithmic, share);
            if (_whole)
                value = Math.Round(value);
            // Numbers have 12 digits, so that what is the same may differ in its last ones.
            double slack = Slack * (_logarithmic ? value : high - low);
            if (value > low && value < high && value != last && tried.GetViewBetween(value - slack, value + slack).Count == 0 && Value(value) is { } number)
                yield return number;
            last = value;
        }
    }

    private object? Value(double number)
    {
        object value = number;
        if (_whole)
            value = (int)number;
        return Number(value) == number ? value : null;
    }

    private double Step(double low, double high) => _logarithmic ? high / low : high - low;

    private static bool IsLogarithmic(double[] values)
    {
        if (!(values[0] > 0))
            return false;
        if (values.Length == 2)
            return values[1] >= 2 * values[0];
        return Unevenness((low, high) => Elementary.Log(high / low)) < Unevenness((low, high) => high - low);

        // How much larger than the least the largest step is.
        double Unevenness(Func<double, double, double> step)
        {
            double[] steps = [.. values.Zip(values.Skip(1), step)];
            return steps.Max() / steps.Min();
        }
    }
}
