using System.Runtime.InteropServices;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A convolution of images of one size: what <see cref="Convolution"/> and <see cref="Convolution1D"/> have in common.</summary>
/// <remarks>
/// The values under each place of the window are a row of a matrix whose product with the kernel is the output: Chellapilla, Puri and Simard 2006,
/// "High performance convolutional neural networks for document processing". There they are copied together (im2col); here a
/// <see cref="SpreadMatrix"/> reads them where they lie, on a copy of the image with the padding around it. A group is a part of the columns.
/// </remarks>
internal readonly ref struct ImageConvolution
{
    private readonly Window _window;
    private readonly Canvas _canvas;
    private readonly Pair _places;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _groups;
    private readonly bool _bias;

    /// <summary>Prepares a convolution of [height, width, inputs].</summary>
    public ImageConvolution(Window window, (int Height, int Width, int Inputs) image, int outputs, int groups, bool bias)
    {
        if (image.Inputs % groups != 0 || outputs % groups != 0)
            throw new ArgumentException($"groups must divide the channels that come in and go out; got {groups} groups for {image.Inputs} and {outputs}.");
        (_window, _inputs, _outputs, _groups, _bias) = (window, image.Inputs, outputs, groups, bias);
        _places = window.Fit(image.Height, image.Width);
        _canvas = window.Canvas((image.Height, image.Width), _inputs);
    }

    private int Places => _places.Height * _places.Width;

    private int GroupInputs => _inputs / _groups;

    private int Depth => checked(_window.Taps * GroupInputs);

    private int KernelCount => Depth * _outputs;

    private TransposedConvolution Transposed => new(_window, _canvas.Image, _places, _inputs, _outputs, _groups);

    /// <summary>What the convolution makes of the image, as [height, width, channels].</summary>
    public LayerForm Form()
    {
        var kernel = new WeightTensor("kernel", WeightRole.Kernel, Depth, _outputs) { FanOut = checked(_window.Taps * _outputs) };
        var bias = new WeightTensor("bias", WeightRole.Bias, 1, _outputs) { FanIn = kernel.FanIn };
        return new LayerForm(new Shape(_places.Height, _places.Width, _outputs))
        {
            Weights = _bias ? [kernel, bias] : [kernel],
            // An image with its padding, and where in it and in the results the places and the taps are.
            MemoryPerBatch = Math.Max(checked(_canvas.Count + 2 * (Places + Depth)), Transposed.MemoryCount),
        };
    }

    /// <summary>As in <see cref="ILayer"/>.</summary>
    public void Forward(in ForwardPass pass)
    {
        var kernel = new ReadOnlyMatrixSpan(pass.Weights[..KernelCount], Depth, _outputs);
        var room = Prepare(pass.Memory, out var places, out var outputRows, out var taps, out _);
        for (int row = 0; row < pass.Output.Rows; row++)
        {
            var image = _canvas.Put(pass.Input[row], room);
            for (int group = 0; group < _groups; group++)
            {
                SpreadProduct.Multiply(
                    new SpreadMatrix(image[(group * GroupInputs)..], places, taps), kernel, pass.Weights[KernelCount..],
                    pass.Output[row], outputRows, Group(group, _outputs));
            }
        }
    }

    /// <summary>As in <see cref="ILayer"/>.</summary>
    public void Backward(in BackwardPass pass)
    {
        if (_bias)
        {
            Elementwise.SumRows(
                new ReadOnlyMatrixSpan(pass.OutputGradient.Values, pass.OutputGradient.Rows * Places, _outputs), pass.WeightGradient[KernelCount..]);
        }
        var kernelGradient = pass.WeightGradient[..KernelCount];
        kernelGradient.Clear();
        var room = Prepare(pass.Memory, out var places, out _, out var taps, out var kernelRows);
        for (int row = 0; row < pass.OutputGradient.Rows; row++)
        {
            var image = _canvas.Put(pass.Input[row], room);
            var upstream = new ReadOnlyMatrixSpan(pass.OutputGradient[row], Places, _outputs);
            for (int group = 0; group < _groups; group++)
            {
                SpreadProduct.MultiplyAdd(
                    new SpreadMatrix(image[(group * GroupInputs)..], taps, places), upstream, kernelGradient, kernelRows, Group(group, _outputs));
            }
        }
        if (!pass.InputGradient.IsEmpty)
            Transposed.Run(pass.OutputGradient, pass.Weights[..KernelCount], pass.InputGradient, pass.Memory);
    }

    private Range Group(int group, int channels) => (group * (channels / _groups))..((group + 1) * (channels / _groups));

    // Where places and taps of the first group begin, and the rows of the output and of the kernel that belong to them.
    private Span<float> Prepare(
        Span<float> memory, out Span<int> places, out Span<int> outputRows, out Span<int> taps, out Span<int> kernelRows)
    {
        var room = memory[.._canvas.Count];
        room.Clear();
        var offsets = MemoryMarshal.Cast<float, int>(memory[_canvas.Count..]);
        places = offsets[..Places];
        outputRows = offsets.Slice(Places, Places);
        taps = offsets.Slice(2 * Places, Depth);
        kernelRows = offsets.Slice(2 * Places + Depth, Depth);
        for (int place = 0; place < Places; place++)
        {
            places[place] = _canvas.Offset(place / _places.Width * _window.Stride.Height, place % _places.Width * _window.Stride.Width);
            outputRows[place] = place * _outputs;
        }
        for (int row = 0; row < Depth; row++)
        {
            int tap = row / GroupInputs;
            taps[row] = row % GroupInputs
                + _canvas.Offset(tap / _window.Size.Width * _window.Dilation.Height, tap % _window.Size.Width * _window.Dilation.Width);
            kernelRows[row] = row * _outputs;
        }
        return room;
    }
}
