namespace Sweep.Peers;

/// <summary>The same figure, measured several times.</summary>
internal sealed record Sample
{
    public Sample(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        (Low, High) = (sorted[0], sorted[^1]);
        Median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public double Low { get; }

    public double Median { get; }

    public double High { get; }
}
