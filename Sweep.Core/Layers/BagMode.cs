namespace Sweep.Core.Layers;

/// <summary>What an <see cref="EmbeddingBag"/> makes of the vectors of a bag.</summary>
public enum BagMode
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their sum by their number.</summary>
    Mean,
}
