using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>Slides a window over a sequence: every output is a weighted sum of the steps under it, with the same weights at each place.</summary>
/// <remarks>Sequences are [steps, features]. They are treated as images of one column; <see cref="Convolution"/> has the conventions.</remarks>
public sealed record Convolution1D : ILayer
{
    /// <summary>Features that go out. At least 1.</summary>
    public required int Channels { get; init => field = Check.AtLeast(1, value); }

    /// <summary>Steps under the window. At least 1.</summary>
    public required int Kernel { get; init => field = Check.AtLeast(1, value); }

    /// <summary>How far the window moves. At least 1.</summary>
    public int Stride { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>Steps of 0 that are put on each side of the sequence. At least 0.</summary>
    public int Padding { get; init => field = Check.AtLeast(0, value); }

    /// <summary>How far the steps under the window are from one another: 1 where they touch.</summary>
    public int Dilation { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>Parts that the features are cut into, each output seeing one of them. It must divide the features that come in and go out.</summary>
    public int Groups { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; init; } = true;

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        input.Require(2, "[steps, features]");
        var form = Over(input).Form();
        return form with { Output = new Shape(form.Output[0], Channels) };
    }

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass) => Over(pass.InputShape).Forward(pass);

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass) => Over(pass.InputShape).Backward(pass);

    private ImageConvolution Over(Shape input) =>
        new(new Window((Kernel, 1), (Stride, 1), (Padding, 0), (Dilation, 1)), (input[0], 1, input[1]), Channels, Groups, Bias);
}
