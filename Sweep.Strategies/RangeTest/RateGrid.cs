using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.RangeTest;

/// <summary>Rising learning rates between two bounds, exact at the bounds that they reach.</summary>
public sealed record RateGrid
{
    /// <summary>The most rates that there can be: a curve is looked at as a whole, and far fewer show its shape.</summary>
    public const int MostPoints = 10_000;

    /// <summary>Makes a grid of rates.</summary>
    /// <param name="lowest">The first rate, above 0.</param>
    /// <param name="highest">The upper end, above the lowest.</param>
    /// <param name="points">How many rates, from 2 to 10000.</param>
    /// <param name="spacing">How they follow one another.</param>
    public RateGrid(double lowest, double highest, int points, RateSpacing spacing = RateSpacing.Logarithmic)
    {
        if (!(lowest > 0 && lowest < highest && double.IsFinite(highest / lowest)))
            throw new ArgumentException(FormattableString.Invariant(
                $"The learning rates of a range test must rise from a lowest one above 0 to a higher one, both finite; got lowest {lowest} and highest {highest}."));
        (Lowest, Highest, Points, Spacing) = (lowest, highest, Check.Between(2, MostPoints, points, nameof(points)), Check.Known(spacing, nameof(spacing)));
    }

    /// <summary>The first rate.</summary>
    public double Lowest { get; }

    /// <summary>The upper end.</summary>
    public double Highest { get; }

    /// <summary>How many rates there are.</summary>
    public int Points { get; }

    /// <summary>How they follow one another.</summary>
    public RateSpacing Spacing { get; }

    /// <summary>The decimal logarithm of the ratio of the two ends.</summary>
    public double Decades => Elementary.Log(Highest / Lowest) / Elementary.Log(10);

    /// <summary>The rate of a number, from 0.</summary>
    public double this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Points);
            double share = Spacing switch
            {
                RateSpacing.FastAi => (double)index / Points,
                RateSpacing.Lightning => index == 0 ? 0 : (double)(index + 1) / Points,
                _ => (double)index / (Points - 1),
            };
            return share switch
            {
                0 => Lowest,
                1 => Highest,
                _ when Spacing == RateSpacing.Linear => Lowest + (Highest - Lowest) * share,
                _ => Lowest * Elementary.NearestRootPower(Highest / Lowest, share),
            };
        }
    }

    /// <summary>All rates, in rising order.</summary>
    public double[] ToArray() => [.. Enumerable.Range(0, Points).Select(index => this[index])];
}
