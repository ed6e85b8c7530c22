using System.Globalization;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Search;

/// <summary>All numbers between two bounds, both included.</summary>
public sealed record RangeDomain : Domain
{
    // Below what a double resolves, so that decades come out exact.
    private const string Digits = "E11";

    private const int MostPoints = 1_000_000;

    // The last step may miss the bound by what rounding makes of it.
    private const double Slack = 1e-9;

    private IReadOnlyList<Choice> _choices = [];

    /// <summary>Makes a range.</summary>
    /// <param name="low">The lower bound; above 0 on a log scale.</param>
    /// <param name="high">The upper bound, above the lower one.</param>
    /// <param name="logarithmic">Whether equal steps are equal ratios.</param>
    /// <param name="points">How many values a grid takes from it, at least 2; null where none is asked for.</param>
    public RangeDomain(double low, double high, bool logarithmic, int? points)
        : this(low, high, logarithmic)
    {
        if (points is < 2 or > MostPoints)
            throw new ArgumentException(Text($"points must be from 2 to {MostPoints}; got {points}."));
        if (points is not { } count)
            return;
        (Points, Step) = (count, !Logarithmic ? (High - Low) / (count - 1) : count == 2 ? High / Low : Elementary.NearestRootPower(High / Low, 1.0 / (count - 1)));
        _choices = ChoicesOf([.. Enumerable.Range(0, count).Select(index => Point(index, count))]);
    }

    /// <summary>Makes a range that a grid walks from its lower bound in steps of one size.</summary>
    /// <param name="low">The lower bound; above 0 on a log scale.</param>
    /// <param name="high">The upper bound, above the lower one. It is among the values where the steps lead to it; otherwise the last value is the one below.</param>
    /// <param name="logarithmic">Whether equal steps are equal ratios.</param>
    /// <param name="step">The distance of two values, or on a log scale their ratio.</param>
    public static RangeDomain InSteps(double low, double high, bool logarithmic, double step)
    {
        var range = new RangeDomain(low, high, logarithmic);
        double least = logarithmic ? 1 : 0, most = logarithmic ? high / low : high - low;
        if (!(step > least && step <= most * (1 + Slack)))
        {
            throw new ArgumentException(logarithmic
                ? Text($"step must be above 1 and at most max / min, {Rounded(most)}: on a log scale it is a ratio; got {step}.")
                : Text($"step must be above 0 and at most max − min, {Rounded(most)}; got {step}."));
        }
        var values = new List<double> { low };
        // What rounding alone keeps from the bound is the bound.
        double slack = Slack * (logarithmic ? high : most), next = low;
        while (true)
        {
            next = logarithmic ? next * step : low + values.Count * step;
            if (next > high + slack)
                return range with { Points = values.Count, Step = step, _choices = range.ChoicesOf(values) };
            if (values.Count == MostPoints)
                throw new ArgumentException(Text($"step must leave at most {MostPoints} points; got {step}. Use a larger one."));
            values.Add(next < high - slack ? Rounded(next) : high);
        }
    }

    private RangeDomain(double low, double high, bool logarithmic)
    {
        if (!(low < high && double.IsFinite(low) && double.IsFinite(high)))
            throw new ArgumentException(Text($"min must be below max, both finite; got min {low} and max {high}."));
        if (logarithmic && !(low > 0))
            throw new ArgumentException(Text($"min must be above 0 on a log scale; got {low}."));
        if (!double.IsFinite(logarithmic ? high / low : high - low))
            throw new ArgumentException(Text($"min and max are too far apart to be worked with; got min {low} and max {high}."));
        (Low, High, Logarithmic) = (low, high, logarithmic);
    }

    /// <summary>The lower bound.</summary>
    public double Low { get; }

    /// <summary>The upper bound.</summary>
    public double High { get; }

    /// <summary>Whether equal steps are equal ratios.</summary>
    public bool Logarithmic { get; }

    /// <summary>How many values a grid takes from it.</summary>
    public int? Points { get; private init; }

    /// <summary>The distance of two of them, or on a log scale their ratio; null where a grid takes none.</summary>
    public double? Step { get; private init; }

    /// <inheritdoc/>
    /// <remarks>Evenly spaced, the lower bound included, and the upper one where points or steps lead to it. Values between them are rounded to 12 significant digits, so that
    /// decades are exact and every system walks the same grid.</remarks>
    public override IReadOnlyList<Choice> Choices => _choices;

    /// <inheritdoc/>
    public override bool Branches => false;

    /// <inheritdoc/>
    /// <remarks>Every value is as likely as any other, or on a log scale every ratio. Points make no difference.</remarks>
    public override Choice Sample(RandomStream random) => Choose(random.NextDouble());

    /// <inheritdoc/>
    public override Choice Choose(double share) => new(At(share));

    /// <summary>The value at a share of the way from the lower bound to the upper one, rounded to 12 significant digits.</summary>
    /// <param name="share">The share, in [0, 1).</param>
    public double At(double share)
    {
        double value = Logarithmic ? Low * Elementary.RootPower(High / Low, share) : Low + (High - Low) * share;
        return Math.Clamp(Rounded(value), Low, High);
    }

    private IReadOnlyList<Choice> ChoicesOf(List<double> values)
    {
        for (int i = 1; i < values.Count; i++)
        {
            if (!(values[i - 1] < values[i]))
                throw new ArgumentException(Text($"12 digits do not tell {values.Count} points between {Low} and {High} apart. Use fewer, or a wider range."));
        }
        return [.. values.Select(value => new Choice(value))];
    }

    private double Point(int index, int points)
    {
        if (index == 0)
            return Low;
        if (index == points - 1)
            return High;

        return Between(Low, High, Logarithmic, (double)index / (points - 1));
    }

    /// <summary>The number at a share, in [0, 1), of the way between two others, to 12 significant digits.</summary>
    internal static double Between(double low, double high, bool logarithmic, double share) =>
        Rounded(logarithmic ? low * Elementary.NearestRootPower(high / low, share) : low + (high - low) * share);

    /// <summary>A value to 12 significant digits.</summary>
    internal static double Rounded(double value) =>
        double.Parse(value.ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
