namespace Sweep.Core.Numerics;

/// <summary>A sequence of random numbers that depends on what it is for and on nothing else: not on time, thread or order.</summary>
public sealed class RandomStream
{
    private readonly (uint A, uint B) _key;
    private readonly (uint A, uint B) _upper;
    private readonly uint[] _block = new uint[4];
    private ulong _next;
    private int _used = 4;

    /// <summary>Opens the stream for one purpose, at one place of a study.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="repeat">The repeat, from 0.</param>
    /// <param name="fold">The fold, from 0.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    public RandomStream(ulong seed, RandomPurpose purpose, int repeat = 0, int fold = 0, int epoch = 0)
        : this(seed, ((uint)purpose, (uint)repeat, (uint)fold, (uint)epoch))
    {
    }

    /// <summary>Opens the stream for one purpose of a trial.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="purpose">What the numbers are for: something that has no repeats and folds.</param>
    /// <param name="trial">The trial, from 0.</param>
    public RandomStream(ulong seed, RandomPurpose purpose, long trial)
        : this(seed, ((uint)purpose, (uint)trial, (uint)(trial >> 32), 0))
    {
    }

    // The place is hashed by the generator itself, so that it needs no packing and no limits.
    private RandomStream(ulong seed, (uint, uint, uint, uint) place)
    {
        var (a, b, c, d) = Philox.Block(place, ((uint)seed, (uint)(seed >> 32)));
        (_key, _upper) = ((a, b), (c, d));
    }

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            (_block[0], _block[1], _block[2], _block[3]) =
                Philox.Block(((uint)_next, (uint)(_next >> 32), _upper.A, _upper.B), _key);
            _next++;
            _used = 0;
        }
        return _block[_used++];
    }

    /// <summary>A number in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble()
    {
        ulong high = NextUInt32(), low = NextUInt32();
        return ((high << 32 | low) >> 11) * (1.0 / (1ul << 53));
    }

    /// <summary>A number in [low, high).</summary>
    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>A number from the normal distribution with mean 0 and deviation 1.</summary>
    /// <remarks>
    /// Source: Marsaglia and Bray 1964, "A convenient method for generating normal variables": a point drawn from the unit disc. The
    /// second number that it gives is not kept, so that a stream has no memory but its place.
    /// </remarks>
    public double Normal()
    {
        double x, square;
        do
        {
            x = Uniform(-1, 1);
            double y = Uniform(-1, 1);
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);
        return x * Math.Sqrt(-2 * Elementary.Log(square) / square);
    }

    /// <summary>A whole number in [0, <paramref name="bound"/>), each equally likely.</summary>
    /// <remarks>Source: Lemire 2019, "Fast random integer generation in an interval".</remarks>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong product = (ulong)NextUInt32() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = (uint)-bound % (uint)bound;
            while ((uint)product < threshold)
                product = (ulong)NextUInt32() * (uint)bound;
        }
        return (int)(product >> 32);
    }

    /// <summary>Puts values in random order, every order equally likely.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
