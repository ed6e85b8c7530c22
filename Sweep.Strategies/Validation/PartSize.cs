using System.Globalization;

namespace Sweep.Strategies.Validation;

/// <summary>How many rows or groups a part of them has: a share of all, or a number.</summary>
public readonly record struct PartSize
{
    private readonly double _value;

    private PartSize(double value) => _value = value;

    /// <summary>A share, above 0 and below 1, or a whole number of at least 1.</summary>
    public static PartSize Of(double value) => value is > 0 and < 1 || (value >= 1 && value <= int.MaxValue && value == Math.Floor(value))
        ? new PartSize(value)
        : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"a part is a share above 0 and below 1, or a whole number of at least 1; got {value}."));

    /// <summary>How many of so many this is, before anything is rounded.</summary>
    public double From(int all) => _value < 1 ? Math.Round(all * _value, 9) : _value; // 0.1 · 30 is a little more than 3 in binary

    /// <inheritdoc/>
    public override string ToString() => _value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>How many rows or groups are judged by and learned from.</summary>
    /// <remarks>The former are rounded up, the latter down, as in scikit-learn's ShuffleSplit.</remarks>
    internal static (int Validation, int Training) Sizes(PartSize validation, PartSize? training, int all, string what)
    {
        double judged = Math.Ceiling(validation.From(all));
        double learned = training is { } part ? Math.Floor(part.From(all)) : all - judged;
        if (learned >= 1 && judged + learned <= all)
            return ((int)judged, (int)learned);
        throw new ArgumentException(training is null
            ? $"{judged} of {all} {what} to judge by leave none to learn from. Use a smaller test_size."
            : $"{judged} of {all} {what} to judge by and {learned} to learn from do not go together: there must be at least 1 of each, and at most {all} in all. Use other sizes.");
    }
}
