using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sweep.Core.Contracts;

/// <summary>How long a part of a training is: so many steps, epochs, or a share of the whole. A study file writes "500 steps", "5 epochs" or "30%".</summary>
public readonly record struct TrainingLength
{
    /// <summary>What is understood, for messages.</summary>
    public const string Allowed = "a length like 500 steps, 5 epochs or 30%";

    // Far below a step, and far above what shares of whole numbers are off by: 10 % of 30 steps are 3, and not a little more.
    private const int Digits = 6;

    // More steps than any training makes; two of them can be added.
    private const long MostSteps = 1L << 60;

    private static readonly (string Text, LengthUnit Unit, double Scale)[] _units =
    [
        ("steps", LengthUnit.Steps, 1), ("step", LengthUnit.Steps, 1), ("epochs", LengthUnit.Epochs, 1), ("epoch", LengthUnit.Epochs, 1), ("%", LengthUnit.Share, 100),
    ];

    private TrainingLength(double value, LengthUnit unit) => (Value, Unit) = (Check.NotNegative(value, "Length"), unit);

    /// <summary>How many of the unit. At least 0.</summary>
    public double Value { get; }

    /// <summary>What it is measured in.</summary>
    public LengthUnit Unit { get; }

    /// <summary>So many updates.</summary>
    public static TrainingLength Steps(double count) => new(count, LengthUnit.Steps);

    /// <summary>So many passes over the training rows.</summary>
    public static TrainingLength Epochs(double count) => new(count, LengthUnit.Epochs);

    /// <summary>A share of the whole training; 1 is all of it.</summary>
    public static TrainingLength Share(double share) => new(share, LengthUnit.Share);

    /// <summary>The length in steps of a training; not always a whole number.</summary>
    public double StepsIn(in ScheduleStep at) => Unit switch
    {
        LengthUnit.Steps => Value,
        LengthUnit.Epochs => Math.Round(Value * at.StepsPerEpoch, Digits),
        _ => Math.Round(Value * at.Steps, Digits),
    };

    /// <summary>The number of whole steps that begin within it.</summary>
    public long WholeStepsIn(in ScheduleStep at) => (long)Math.Min(MostSteps, Math.Ceiling(StepsIn(at)));

    /// <summary>Reads a length as study files write it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TrainingLength? length)
    {
        foreach (var (name, unit, scale) in _units)
        {
            if (text.EndsWith(name, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - name.Length).TrimEnd(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double count)
                && double.IsFinite(count))
            {
                length = new TrainingLength(count / scale, unit);
                return true;
            }
        }
        length = null;
        return false;
    }

    /// <summary>The length as study files write it.</summary>
    public override string ToString() => Unit switch
    {
        LengthUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * Value, 12)}%"),
        var unit => string.Create(CultureInfo.InvariantCulture, $"{Value} {(unit == LengthUnit.Steps ? "step" : "epoch")}{(Value == 1 ? "" : "s")}"),
    };
}
