using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sweep.Core.Contracts;

/// <summary>What a setting accepts. Each check hands the value back, or says what is allowed and what came instead.</summary>
/// <remarks>A check asks for what is allowed, so that NaN, for which every comparison is false, never gets in.</remarks>
public static class Check
{
    /// <summary>Accepts 0 ≤ value &lt; 1.</summary>
    public static double Fraction(double value, [CallerMemberName] string setting = "") =>
        value is >= 0 and < 1 ? value : throw Rejected(setting, value, "at least 0 and less than 1");

    /// <summary>Accepts 0 ≤ value &lt; 1; none at all is accepted, too.</summary>
    public static double? Fraction(double? value, [CallerMemberName] string setting = "") => value is { } number ? Fraction(number, setting) : null;

    /// <summary>Accepts 0 &lt; value &lt; 1: a share that leaves something for the rest.</summary>
    public static double Share(double value, [CallerMemberName] string setting = "") =>
        value is > 0 and < 1 ? value : throw Rejected(setting, value, "above 0 and less than 1");

    /// <summary>Accepts a finite value above 0.</summary>
    public static double Positive(double value, [CallerMemberName] string setting = "") =>
        value > 0 && double.IsFinite(value) ? value : throw Rejected(setting, value, "above 0 and finite");

    /// <summary>Accepts a finite value of at least 0.</summary>
    public static double NotNegative(double value, [CallerMemberName] string setting = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw Rejected(setting, value, "at least 0 and finite");

    /// <summary>Accepts 0, and finite values above it that stay what they are in single precision: neither 0, nor infinite, nor short of digits.</summary>
    public static double SinglePrecision(double value, [CallerMemberName] string setting = "") =>
        NotNegative(value, setting) == 0 || float.IsNormal((float)value)
            ? value
            : throw Rejected(setting, value, "0 or a number that single precision can hold, from 1.2e-38 to 3.4e38");

    /// <summary>Accepts a finite value above <paramref name="bound"/>.</summary>
    public static double Above(double bound, double value, [CallerMemberName] string setting = "") =>
        value > bound && double.IsFinite(value)
            ? value
            : throw Rejected(setting, value, $"above {bound.ToString(CultureInfo.InvariantCulture)} and finite");

    /// <summary>Accepts a finite number of at least <paramref name="least"/>.</summary>
    public static double AtLeast(double least, double value, [CallerMemberName] string setting = "") =>
        value >= least && double.IsFinite(value)
            ? value
            : throw Rejected(setting, value, $"at least {least.ToString(CultureInfo.InvariantCulture)} and finite");

    /// <summary>Accepts a whole number of at least <paramref name="least"/>.</summary>
    public static int AtLeast(int least, int value, [CallerMemberName] string setting = "") =>
        value >= least ? value : throw Rejected(setting, value, $"at least {least.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Accepts a pair of whole numbers, each at least <paramref name="least"/>.</summary>
    public static Pair AtLeast(int least, Pair value, [CallerMemberName] string setting = "") =>
        value.Height >= least && value.Width >= least
            ? value
            : throw new ArgumentOutOfRangeException(
                setting, string.Create(CultureInfo.InvariantCulture, $"{setting} must be at least {least}; got {value}."));

    /// <summary>Accepts a whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static int Between(int least, int most, int value, [CallerMemberName] string setting = "") =>
        value >= least && value <= most
            ? value
            : throw Rejected(setting, value, string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}"));

    /// <summary>Accepts a length of time above 0; none at all is accepted, too.</summary>
    public static TimeSpan? Positive(TimeSpan? value, [CallerMemberName] string setting = "") =>
        value is not { } time || time > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(setting, string.Create(CultureInfo.InvariantCulture, $"{setting} must be above 0; got {time}."));

    /// <summary>Accepts a part of a training that is longer than nothing.</summary>
    public static TrainingLength Positive(TrainingLength value, [CallerMemberName] string setting = "") =>
        value.Value > 0 ? value : throw new ArgumentOutOfRangeException(setting, $"{setting} must be above 0; got {value}.");

    /// <summary>Accepts a part of a training that is longer than nothing; none at all is accepted, too.</summary>
    public static TrainingLength? Positive(TrainingLength? value, [CallerMemberName] string setting = "") =>
        value is { } length ? Positive(length, setting) : null;

    /// <summary>Accepts a number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static double Between(double least, double most, double value, [CallerMemberName] string setting = "") =>
        value >= least && value <= most
            ? value
            : throw Rejected(setting, value, string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}"));

    /// <summary>Accepts a number from <paramref name="least"/> to <paramref name="most"/>; none at all is accepted, too.</summary>
    public static double? Between(double least, double most, double? value, [CallerMemberName] string setting = "") =>
        value is { } number ? Between(least, most, number, setting) : null;

    /// <summary>Accepts a value that an enumeration has.</summary>
    public static T Known<T>(T value, [CallerMemberName] string setting = "")
        where T : struct, Enum => Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(setting, $"{setting} must be one of {string.Join(", ", Enum.GetNames<T>())}; got {value}.");

    private static ArgumentOutOfRangeException Rejected(string setting, IFormattable value, string allowed) =>
        new(setting, string.Create(
            CultureInfo.InvariantCulture, $"{setting} must be {allowed}; got {value.ToString(null, CultureInfo.InvariantCulture)}."));
}
