namespace Sweep.Core.Contracts;

/// <summary>One stage of a network. It holds settings only: weights are a slice of the network's one flat buffer.</summary>
public interface ILayer
{
    /// <summary>What the layer makes of rows of a shape, and what it needs for that.</summary>
    /// <exception cref="ArgumentException">It has no meaning for such rows; the message says what they must be, and what they are.</exception>
    LayerForm Form(Shape input);

    /// <summary>Computes the output of a batch.</summary>
    void Forward(in ForwardPass pass);

    /// <summary>Computes the gradients of a batch whose output <see cref="Forward"/> has computed in training.</summary>
    void Backward(in BackwardPass pass);
}
