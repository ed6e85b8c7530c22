namespace Sweep.Core.Contracts;

/// <summary>What a layer makes of rows of one shape, and what it needs for that.</summary>
/// <param name="Output">The shape of a row after it.</param>
public sealed record LayerForm(Shape Output)
{
    /// <summary>The tensors that its slice of the weights consists of, one after another.</summary>
    public IReadOnlyList<WeightTensor> Weights { get; init; } = [];

    /// <summary>Values for each row of a batch that the layer keeps from its forward to its backward pass.</summary>
    public int MemoryPerRow { get; init; }

    /// <summary>Values for each batch that it keeps, whatever the number of rows.</summary>
    public int MemoryPerBatch { get; init; }

    /// <summary>Values that it learns without a gradient, by looking at batches; they belong to the trained network as weights do.</summary>
    public IReadOnlyList<float> Statistics { get; init; } = [];

    /// <summary>Weights of all tensors.</summary>
    public int WeightCount => Weights.Aggregate(0, (sum, tensor) => checked(sum + tensor.Count));
}
