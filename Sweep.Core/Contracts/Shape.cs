namespace Sweep.Core.Contracts;

/// <summary>How the values of one row lie: the sizes of its dimensions, the last one varying fastest.</summary>
/// <remarks>
/// Features are [features], sequences [steps, features], images [height, width, channels]. Channels come last, so that the values of a
/// pixel lie side by side. Two shapes with the same sizes are equal.
/// </remarks>
public sealed class Shape : IEquatable<Shape>
{
    private readonly int[] _sizes;

    /// <summary>Makes a shape of at least one dimension, each of size 1 or more.</summary>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        if (sizes.IsEmpty)
            throw new ArgumentException("A shape needs at least one dimension; got none.", nameof(sizes));
        int count = 1;
        foreach (int size in sizes)
            count = checked(count * Check.AtLeast(1, size, "A size of a shape"));
        _sizes = sizes.ToArray();
        Count = count;
    }

    /// <summary>Values of a row.</summary>
    public int Count { get; }

    /// <summary>Number of dimensions.</summary>
    public int Rank => _sizes.Length;

    /// <summary>The size of the last dimension: features, channels.</summary>
    public int Last => _sizes[^1];

    /// <summary>The size of a dimension.</summary>
    public int this[int dimension] => _sizes[dimension];

    /// <summary>The same shape with another size of the last dimension.</summary>
    public Shape WithLast(int size) => new([.. _sizes.AsSpan(0, Rank - 1), size]);

    /// <summary>Makes sure that rows are what a layer can take.</summary>
    /// <param name="rank">The number of dimensions that it takes.</param>
    /// <param name="meaning">What these are, as the message says it: "[steps, features]".</param>
    /// <exception cref="ArgumentException">The shape has another number of dimensions.</exception>
    public void Require(int rank, string meaning)
    {
        if (Rank != rank)
            throw new ArgumentException($"its input must be {meaning}; got {this}.");
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && _sizes.AsSpan().SequenceEqual(other._sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => _sizes.Aggregate(0, HashCode.Combine);

    /// <summary>The sizes in brackets: "[8, 8, 1]".</summary>
    public override string ToString() => $"[{string.Join(", ", _sizes)}]";
}
