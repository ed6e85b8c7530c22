using Sweep.Core.Numerics;
using Sweep.Strategies.RangeTest;

namespace Sweep.Tests.Strategies.RangeTest;

/// <summary>A loss that falls along a logistic curve and rises along an exponential one, over the decimal logarithm x of the learning rate.</summary>
/// <remarks>L(x) = top − fall / (1 + e^(−(x − middle) / width)) + rise · e^(rate · (x − turn))</remarks>
internal sealed record SyntheticCurve(double Top, double Fall, double Middle, double Width, double Rise, double Rate, double Turn, RateGrid Rates)
{
    /// <summary>The curve by which the rules of other tools have been compared: it falls fastest at 10^−2.5.</summary>
    public static SyntheticCurve Known { get; } = new(2.3, 1.8, -2.5, 0.35, 0.02, 3, -0.2, new RateGrid(1e-7, 10, 100));

    /// <summary>That curve, and curves with the heights, widths, ends and numbers of points of those in lrfinder.json.</summary>
    public static IReadOnlyDictionary<string, SyntheticCurve> All { get; } = new Dictionary<string, SyntheticCurve>
    {
        ["known"] = Known,
        ["known, few rates"] = Known with { Rates = new RateGrid(1e-7, 10, 33) },
        ["classic"] = new(2.3, 1.88, -2.3, 0.37, 1, 9.2, 0.3, new RateGrid(1e-7, 10, 100)),
        ["classic-fastai-steps"] = new(2.3, 1.88, -2.3, 0.37, 1, 9.2, 0.3, new RateGrid(1e-7, 10, 100, RateSpacing.FastAi)),
        ["lightning-steps"] = new(1.6, 1.3, -3.4, 0.4, 1, 9.2, -0.85, new RateGrid(1e-8, 1, 100, RateSpacing.Lightning)),
        ["noisy"] = new(0.7, 0.58, -2.95, 0.3, 1, 9.2, -0.65, new RateGrid(1e-6, 1, 150)),
        ["no-smoothing"] = new(1, 0.78, -3, 0.35, 1, 9.2, -0.85, new RateGrid(1e-5, 1, 60)),
        ["beta-0.9-factor-2"] = new(3.05, 2.25, -1.9, 0.4, 1, 9.2, 0.3, new RateGrid(1e-6, 10, 80)),
        ["never-diverges"] = new(1.97, 1.46, -4.5, 0.38, 0, 1, 0, new RateGrid(1e-7, 1e-2, 100)),
        ["nan-at-step-70"] = new(1.98, 1.45, -2.85, 0.45, 0, 1, 0, new RateGrid(1e-6, 0.08, 70)),
    };

    public double At(double decades) =>
        Top - Fall / (1 + Math.Exp(-(decades - Middle) / Width)) + Rise * Math.Exp(Rate * (decades - Turn));

    /// <summary>The place of the steepest fall, to a thousandth of a decade.</summary>
    public double Steepest =>
        Enumerable.Range(0, (int)(Rates.Decades * 1000)).Select(i => Math.Log10(Rates.Lowest) + i / 1000.0).MinBy(x => At(x + 5e-4) - At(x - 5e-4));

    /// <summary>Replicates with independent normal noise, each up to where it diverges.</summary>
    /// <param name="noise">The standard deviation of a loss. The spread over rows is that of a mean over 36 of them.</param>
    /// <param name="number">Which of the noisy copies.</param>
    /// <param name="replicates">How many replicates.</param>
    /// <param name="shift">Is added to all losses.</param>
    public RangeTestCurve Noisy(double noise, int number, int replicates = 5, double shift = 0) =>
        RangeTestCurve.Of([.. Enumerable.Range(0, replicates).Select(replicate => Replicate(noise, number, replicate, shift))]);

    private RangeTestReplicate Replicate(double noise, int number, int replicate, double shift)
    {
        var random = new RandomStream(7, RandomPurpose.Search, number, replicate);
        var (losses, stopped, best) = (new List<double>(), StopReason.EndOfRange, double.PositiveInfinity);
        foreach (double rate in Rates.ToArray())
        {
            double loss = At(Math.Log10(rate)) + noise * random.Normal() + shift;
            best = Math.Min(best, loss);
            if (new DivergenceRule().ReasonToStop(loss, losses.Count == 0 ? loss : losses[0], best, 6 * noise) is { } reason)
            {
                stopped = reason;
                break;
            }
            losses.Add(loss);
        }
        return Of(Rates.ToArray(), losses, stopped, replicate);
    }

    /// <summary>A replicate that has seen these losses.</summary>
    public static RangeTestReplicate Of(double[] rates, IReadOnlyList<double> losses, StopReason stopped = StopReason.EndOfRange, int number = 0) =>
        new(number, 1, rates, losses, [.. losses.Select(_ => 1.0)], stopped) { FirstLoss = losses.Count == 0 ? double.NaN : losses[0], Spread = 0 };
}
