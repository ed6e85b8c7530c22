using Sweep.Core.Numerics;

namespace Sweep.Strategies.Search;

/// <summary>Takes configurations from Halton's sequence: a coordinate is the point's number, written in a prime base and read backwards behind the point.</summary>
/// <remarks>
/// Any number of trials is spread evenly. In high bases the first points of the plain sequence lie in stripes; scrambling breaks them: each digit d of a
/// base b becomes a·d + c modulo b, with a from 1 to b − 1 and c from 0 to b − 1 drawn once for each dimension and place.
/// Source: Halton 1960, "On the efficiency of certain quasi-random sequences of points in evaluating multi-dimensional integrals"; scrambled digit by digit as in Owen 2017, "A
/// randomized Halton algorithm in R", but by linear permutations, which need no table.
/// </remarks>
public sealed record HaltonSearch : SequenceSearch
{
    // What a double can tell apart in [0, 1).
    private const long Finest = 1L << 53;

    private static readonly int[] _bases = Primes(64);

    /// <inheritdoc/>
    protected override string Sequence => "Halton's";

    /// <inheritdoc/>
    protected override int Dimensions => _bases.Length;

    /// <inheritdoc/>
    public override double Coordinate(long point, int dimension, ulong seed)
    {
        int radix = _bases[dimension];
        var random = Scramble ? new RandomStream(seed, RandomPurpose.SearchScrambling, dimension) : null;
        long numerator = 0, denominator = 1;
        for (; denominator <= Finest / radix; denominator *= radix)
        {
            (point, long digit) = Math.DivRem(point, radix);
            if (random is not null)
                digit = ((random.NextInt(radix - 1) + 1) * digit + random.NextInt(radix)) % radix;
            numerator = numerator * radix + digit;
        }
        return (double)numerator / denominator;
    }

    private static int[] Primes(int count) =>
        [.. Enumerable.Range(2, 1000).Where(number => Enumerable.Range(2, number - 2).All(factor => number % factor != 0)).Take(count)];
}
