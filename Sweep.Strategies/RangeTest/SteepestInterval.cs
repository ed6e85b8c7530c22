using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.RangeTest;

/// <summary>An interval of just under a decade that holds the steepest point of the curve and reaches as far towards its lowest one as it can.</summary>
/// <remarks>
/// <code>
/// s = the lowest rate that can't be told from the steepest point,   p = the rate of the lowest loss,   both in decades
/// high = min(p + beyond, s + width),   low = high − width
/// of the longest runs in which p − s ≤ width, or of the shortest ones there are
/// </code>
/// A rate at which the loss falls fastest learns, but slowly; at the lowest loss the training is about to break. The longer the runs, the lower the rate
/// at which the loss falls: where a valley is narrow, longer runs show where longer trainings have it; where it is wide, shorter ones show how far up a
/// training can go. <c>docs/decisions/0018-range-test.md</c> has what was measured.
/// Adding a constant to all losses, or multiplying them by one above 0, changes nothing.
/// </remarks>
public sealed record SteepestInterval : ISuggestionRule
{
    // A curve of fewer points has no shape that could be told from chance.
    private const int FewestPoints = 8;

    // Standard errors that a slope must be from 0, wherever it is: the steepest one of many places is steep by chance already.
    private const double Certainty = 4;

    // Losses are means of numbers in single precision.
    private const double Resolution = 1e-6;

    /// <summary>How far a local fit looks to either side, in decades. Above 0.</summary>
    public double HalfWidth { get; init => field = Check.Positive(value); } = 1;

    /// <summary>How wide the interval is, in decades. Above 0 and less than 1.</summary>
    public double Width { get; init => field = Check.Share(value); } = 0.98;

    /// <summary>How far the interval may reach beyond the lowest loss, in decades. At least 0.</summary>
    public double Beyond { get; init => field = Check.NotNegative(value); } = 0.1;

    /// <summary>How far the interval reaches below the lowest rate that can't be told from the steepest point, in decades. At least 0.</summary>
    public double Below { get; init => field = Check.NotNegative(value); } = 0.02;

    /// <summary>How many standard errors a slope must be from another to be told from it. At least 0.</summary>
    public double Errors { get; init => field = Check.NotNegative(value); } = 2;

    /// <summary>The share of the steepest slope at which the fall begins. Above 0 and less than 1.</summary>
    public double FloorShare { get; init => field = Check.Share(value); } = 0.1;

    /// <inheritdoc/>
    public RangeTestOutcome Suggest(RangeTestCurve curve)
    {
        RangeTestOutcome? outcome = null;
        for (var runs = curve; runs is not null; runs = runs.Shorter)
        {
            var (each, fits) = Read(runs);
            if (fits)
                return each;
            if (each is Suggestion || outcome is null)
                outcome = each;
        }
        return outcome!;
    }

    // What runs of one length say, and whether steepest and lowest point are close enough for both to be in the interval.
    private (RangeTestOutcome Outcome, bool Fits) Read(RangeTestCurve curve)
    {
        int count = curve.Mean.Count;
        if (count == 0 || (count < FewestPoints && curve.Replicates.Any(each => each.Stopped != StopReason.EndOfRange)))
            return No(NoSuggestionReason.DivergedFromTheStart, "A replicate diverged at rate {0} of {1}. Begin the range further down.", count + 1, curve.Rates.Count);
        if (count < FewestPoints)
            return No(NoSuggestionReason.TooFewPoints, "The curve has {0} points, and needs {1}. Try more rates.", count, FewestPoints);

        var x = curve.LogRates;
        var wide = curve.Smoothed(HalfWidth);
        var (values, slopes) = (curve.Smoothed(HalfWidth / 2).Values, wide.Slopes);
        double noise = Noise(curve) / Math.Sqrt(curve.Losses.Count), size = curve.Mean.Max(Math.Abs);
        double[] errors = [.. wide.SlopeErrors.Select(error => noise * error)];

        // A slope that is only as steep as its error allows is no slope: at the ends of a range errors are large.
        int lowest = IndexOfLeast(values, count), steepest = Steepest(slopes, errors, lowest);
        double slope = slopes[steepest], fall = values.Take(lowest + 1).Max() - values[lowest], rise = values.Max() - values[lowest];
        if (rise <= Resolution * size || (fall <= Resolution * size && rise <= 3 * noise) || (slope < 0 && slope + Certainty * errors[steepest] >= 0))
            return No(NoSuggestionReason.Flat, "The loss hardly differs from one rate to another. Widen the range, or make the runs longer.");
        if (lowest == 0 || slope >= 0)
            return No(NoSuggestionReason.DivergedFromTheStart, "The loss rises from the lowest rate on. Begin the range further down.");

        double edge = HalfWidth / 2;
        bool turns = lowest < count - 1 || curve.Replicates.Any(each => each.Stopped != StopReason.EndOfRange);
        if (!turns && (slopes[count - 1] + Errors * errors[count - 1] <= slope / 2 || x[count - 1] - x[steepest] < edge))
            return No(NoSuggestionReason.ExtendUp, "The loss still falls at the highest rate. Go further up.");
        if (slopes[0] + Errors * errors[0] <= slope / 2 || x[steepest] - x[0] < edge)
            return No(NoSuggestionReason.ExtendDown, "The loss falls from the lowest rate on. Begin the range further down.");

        double[] certain = [.. slopes.Zip(errors, (each, error) => each - Errors * error)];
        double start = Crossing(x, certain, slope, steepest, Vertex(x, slopes, steepest), 0, -1), end = Crossing(x, certain, slope, steepest, x[steepest], lowest, 1);
        double peak = Vertex(x, values, lowest);
        if (end - start > 1)
            return No(NoSuggestionReason.Disagreement, "Noise leaves the steepest point open by more than a decade. Use more replicates, or measure more rows.");
        if (OneReplicateDecides(curve, errors, steepest, lowest))
            return No(NoSuggestionReason.Disagreement, "Without one of the replicates the steepest point is more than a decade away. Use more replicates.");

        int floor = steepest;
        while (floor > 0 && slopes[floor - 1] <= FloorShare * slope)
            floor--;

        double high = Math.Min(turns ? peak + Beyond : x[count - 1], start - Below + Width), low = high - Width;
        return (new Suggestion(Rate(high - Width / 2), Rate(low), Rate(high))
        {
            Floor = curve.Rates[floor],
            Peak = turns ? Rate(peak) : null,
            Updates = curve.Updates,
        }, turns && peak + Beyond - (start - Below) <= Width);
    }

    private static (NoSuggestion, bool) No(NoSuggestionReason reason, string text, params object[] numbers) =>
        (new NoSuggestion(reason, string.Format(CultureInfo.InvariantCulture, text, numbers)), false);

    private int Steepest(IReadOnlyList<double> slopes, double[] errors, int lowest) =>
        IndexOfLeast([.. slopes.Zip(errors, (slope, error) => slope + Errors * error)], lowest + 1);

    private bool OneReplicateDecides(RangeTestCurve curve, double[] errors, int steepest, int lowest)
    {
        int replicates = curve.Losses.Count;
        return replicates > 2 && curve.Losses.Any(left =>
        {
            double[] others = [.. curve.Mean.Select((mean, i) => (mean * replicates - left[i]) / (replicates - 1))];
            int place = Steepest(SmoothedCurve.Of(curve.LogRates, others, HalfWidth).Slopes, errors, lowest);
            return Math.Abs(curve.LogRates[place] - curve.LogRates[steepest]) > 1;
        });
    }

    // The standard deviation of a single loss, from how far each is from the mean of its neighbours. The median is moved neither by a steep part nor by a bad point.
    private static double Noise(RangeTestCurve curve)
    {
        double[] distances = [.. curve.Losses.SelectMany(losses => Enumerable.Range(1, curve.Mean.Count - 2)
            .Select(i => Math.Abs(losses[i] - (losses[i - 1] + losses[i + 1]) / 2))).Order()];
        return distances[distances.Length / 2] / (0.6745 * Math.Sqrt(1.5));
    }

    // How far from the steepest place on, in a direction, slopes may still be as steep: to between two points where a parabola around the inner one has it.
    private static double Crossing(IReadOnlyList<double> x, double[] slopes, double level, int from, double steepest, int to, int direction)
    {
        int at = from;
        while (at != to && slopes[at + direction] <= level)
            at += direction;
        double place = at == from ? steepest : x[at];
        return at == to ? place : place + Math.Sqrt((level - slopes[at]) / (slopes[at + direction] - slopes[at])) * (x[at + direction] - x[at]);
    }

    private static int IndexOfLeast(IReadOnlyList<double> values, int count)
    {
        int least = 0;
        for (int i = 1; i < count; i++)
        {
            if (values[i] < values[least])
                least = i;
        }
        return least;
    }

    // Where a parabola through the least value and its neighbours is least; the points need not be even.
    private static double Vertex(IReadOnlyList<double> x, IReadOnlyList<double> y, int least)
    {
        if (least == 0 || least == y.Count - 1)
            return x[least];
        double before = x[least] - x[least - 1], after = x[least + 1] - x[least];
        double up = (y[least + 1] - y[least]) / after, down = (y[least - 1] - y[least]) / before;
        return up + down > 0 ? x[least] + (down * after - up * before) / (2 * (up + down)) : x[least];
    }

    private static double Rate(double decades) => Elementary.Exp(decades * Elementary.Log(10));
}
