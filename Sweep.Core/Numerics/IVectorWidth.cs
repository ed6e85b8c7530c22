namespace Sweep.Core.Numerics;

/// <summary>What a kernel asks of vectors of one width, so that it is written once for all of them. A struct, so that the kernel contains it.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
internal unsafe interface IVectorWidth<TVector>
{
    /// <summary>Values of a vector.</summary>
    static abstract int Width { get; }

    /// <summary>Rows of a product that are computed together: two accumulators for each, and three vectors more, fit the registers.</summary>
    static abstract int TileRows { get; }

    /// <summary>A vector of zeros.</summary>
    static abstract TVector Zero { get; }

    /// <summary>Reads <see cref="Width"/> values.</summary>
    static abstract TVector Load(float* from);

    /// <summary>Reads one value into all places.</summary>
    static abstract TVector Broadcast(float* from);

    /// <summary>Writes <see cref="Width"/> values.</summary>
    static abstract void Store(TVector vector, float* to);

    /// <summary>Has the values of two vectors fetched into the second-level cache. It may be asked for memory that is not there.</summary>
    static abstract void Prefetch(float* from);

    /// <summary>All bits set in the first <paramref name="count"/> places.</summary>
    static abstract TVector First(int count);

    /// <summary>Reads the values whose places have all bits set in a mask, and nothing else; zeros in the other places.</summary>
    static abstract TVector LoadFirst(float* from, TVector mask);

    /// <summary>Writes the values whose places have all bits set in a mask, and nothing else.</summary>
    static abstract void StoreFirst(TVector vector, float* to, TVector mask);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);
}
