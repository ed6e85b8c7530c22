using System.Numerics;
using Sweep.Core.Numerics;

namespace Sweep.Strategies.Search;

/// <summary>Takes configurations from Sobol's sequence: of every 2ⁿ in a row, each half, quarter, eighth … of a range gets its share.</summary>
/// <remarks>
/// Numbers of trials that are powers of two are spread best. The first point of the plain sequence is the lower end of everything; scrambling adds random binary digits to each
/// coordinate without carry (a digital shift), drawn once for each dimension.
/// Source: Sobol 1967, "On the distribution of points in a cube and the approximate evaluation of integrals", in the Gray code order of Antonov and Saleev 1979, as SciPy has it; direction
/// numbers of Joe and Kuo 2008, "Constructing Sobol sequences with better two-dimensional projections".
/// </remarks>
public sealed record SobolSearch : SequenceSearch
{
    /// <inheritdoc/>
    protected override string Sequence => "Sobol's";

    /// <inheritdoc/>
    protected override int Dimensions => SobolDirections.Dimensions;

    /// <inheritdoc/>
    public override double Coordinate(long point, int dimension, ulong seed)
    {
        var directions = SobolDirections.Of(dimension);
        ulong sum = 0;
        // The Gray code of the number: points in a row differ in one direction.
        for (ulong digits = (ulong)point ^ ((ulong)point >> 1); digits != 0; digits &= digits - 1)
            sum ^= directions[BitOperations.TrailingZeroCount(digits)];
        if (Scramble)
        {
            var random = new RandomStream(seed, RandomPurpose.SearchScrambling, dimension);
            sum ^= (ulong)random.NextUInt32() << 32 | random.NextUInt32();
        }
        return (sum >> 11) * (1.0 / (1ul << 53));
    }
}
