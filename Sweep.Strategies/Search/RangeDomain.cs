using System.Globalization;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Search;

/// <summary>All numbers between two bounds, both included.</summary>
public sealed record RangeDomain : Domain
{
    // Below what a double resolves, so that decades come out exact.
    private const string Digits = "E11";

    private const int MostPoints = 1_000_000;

    /// <summary>Makes a range.</summary>
    /// <param name="low">The lower bound; above 0 on a log scale.</param>
    /// <param name="high">The upper bound, above the lower one.</param>
    /// <param name="logarithmic">Whether equal steps are equal ratios.</param>
    /// <param name="points">How many values a grid takes from it, at least 2; null where none is asked for.</param>
    public RangeDomain(double low, double high, bool logarithmic, int? points)
    {
        if (!(low < high && double.IsFinite(low) && double.IsFinite(high)))
            throw new ArgumentException(Text($"min must be below max, both finite; got min {low} and max {high}."));
        if (logarithmic && !(low > 0))
            throw new ArgumentException(Text($"min must be above 0 on a log scale; got {low}."));
        if (points is < 2 or > MostPoints)
            throw new ArgumentException(Text($"points must be from 2 to {MostPoints}; got {points}."));
        if (!double.IsFinite(logarithmic ? high / low : high - low))
            throw new ArgumentException(Text($"min and max are too far apart to be worked with; got min {low} and max {high}."));
        (Low, High, Logarithmic, Points) = (low, high, logarithmic, points);
        double[] values = points is { } count ? [.. Enumerable.Range(0, count).Select(index => Point(index, count))] : [];
        for (int i = 1; i < values.Length; i++)
        {
            if (!(values[i - 1] < values[i]))
                throw new ArgumentException(Text($"12 digits do not tell {points} points between {low} and {high} apart. Use fewer, or a wider range."));
        }
        Choices = [.. values.Select(value => new Choice(value))];
    }

    /// <summary>The lower bound.</summary>
    public double Low { get; }

    /// <summary>The upper bound.</summary>
    public double High { get; }

    /// <summary>Whether equal steps are equal ratios.</summary>
    public bool Logarithmic { get; }

    /// <summary>How many values a grid takes from it.</summary>
    public int? Points { get; }

    /// <inheritdoc/>
    /// <remarks>Evenly spaced, both bounds included. Values between them are rounded to 12 significant digits, so that
    /// decades are exact and every system walks the same grid.</remarks>
    public override IReadOnlyList<Choice> Choices { get; }

    /// <inheritdoc/>
    public override bool Branches => false;

    /// <inheritdoc/>
    /// <remarks>Every value is as likely as any other, or on a log scale every ratio. Points make no difference.</remarks>
    public override Choice Sample(RandomStream random) => new(At(random.NextDouble()));

    /// <summary>The value at a share of the way from the lower bound to the upper one, rounded to 12 significant digits.</summary>
    /// <param name="share">The share, in [0, 1).</param>
    public double At(double share)
    {
        double value = Logarithmic ? Low * Elementary.RootPower(High / Low, share) : Low + (High - Low) * share;
        return Math.Clamp(Rounded(value), Low, High);
    }

    private double Point(int index, int points)
    {
        if (index == 0)
            return Low;
        if (index == points - 1)
            return High;

        double share = (double)index / (points - 1);
        return Rounded(Logarithmic ? Low * Elementary.NearestRootPower(High / Low, share) : Low + (High - Low) * share);
    }

    private static double Rounded(double value) =>
        double.Parse(value.ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
