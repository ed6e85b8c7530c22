using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A convolution of images of one size: what <see cref="Convolution"/> and <see cref="Convolution1D"/> have in common.</summary>
/// <remarks>
/// Row by row, the values under each place of the window are laid out as a row of a matrix (im2col), whose product with the kernel is the
/// output: Chellapilla, Puri and Simard 2006, "High performance convolutional neural networks for document processing". With groups, the
/// columns of the kernel that belong to a group are copied together first.
/// </remarks>
internal readonly ref struct ImageConvolution
{
    private readonly Window _window;
    private readonly int _height;
    private readonly int _width;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _groups;
    private readonly bool _bias;
    private readonly Pair _places;

    /// <summary>Prepares a convolution of [height, width, inputs].</summary>
    public ImageConvolution(Window window, (int Height, int Width, int Inputs) image, int outputs, int groups, bool bias)
    {
        if (image.Inputs % groups != 0 || outputs % groups != 0)
            throw new ArgumentException($"groups must divide the channels that come in and go out; got {groups} groups for {image.Inputs} and {outputs}.");
        (_window, _outputs, _groups, _bias) = (window, outputs, groups, bias);
        (_height, _width, _inputs) = image;
        _places = window.Fit(_height, _width);
    }

    private int Places => _places.Height * _places.Width;

    private int GroupInputs => _inputs / _groups;

    private int GroupOutputs => _outputs / _groups;

    private int Depth => checked(_window.Taps * GroupInputs);

    private int KernelCount => Depth * _outputs;

    /// <summary>What the convolution makes of the image, as [height, width, channels].</summary>
    public LayerForm Form()
    {
        var kernel = new WeightTensor("kernel", WeightRole.Kernel, Depth, _outputs) { FanOut = checked(_window.Taps * _outputs) };
        var bias = new WeightTensor("bias", WeightRole.Bias, 1, _outputs) { FanIn = kernel.FanIn };
        return new LayerForm(new Shape(_places.Height, _places.Width, _outputs))
        {
            Weights = _bias ? [kernel, bias] : [kernel],
            // One group's part of: the values under the window, the kernel or its gradient, the output or its gradient.
            MemoryPerBatch = checked(Places * Depth + (_groups == 1 ? 0 : (Depth + Places) * GroupOutputs)),
        };
    }

    /// <summary>As in <see cref="ILayer"/>.</summary>
    public void Forward(in ForwardPass pass)
    {
        for (int row = 0; row < pass.Output.Rows; row++)
        {
            var output = new MatrixSpan(pass.Output[row], Places, _outputs);
            for (int place = 0; _bias && place < Places; place++)
                pass.Weights[KernelCount..].CopyTo(output[place]);
            for (int group = 0; group < _groups; group++)
            {
                var patches = Patches(pass.Memory);
                Gather(pass.Input[row], group, patches);
                if (_groups == 1)
                {
                    MatrixProduct.Multiply(patches, Kernel(pass.Weights), output, accumulate: _bias);
                    continue;
                }
                var kernel = GroupKernel(pass.Memory);
                var part = GroupPlaces(pass.Memory);
                TakeColumns(Kernel(pass.Weights), group, kernel);
                TakeColumns(output, group, part);
                MatrixProduct.Multiply(patches, kernel, part, accumulate: _bias);
                PutColumns(part, group, output);
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
        pass.InputGradient.Values.Clear();
        var kernelGradient = new MatrixSpan(pass.WeightGradient[..KernelCount], Depth, _outputs);
        kernelGradient.Values.Clear();
        for (int row = 0; row < pass.OutputGradient.Rows; row++)
        {
            var upstream = new ReadOnlyMatrixSpan(pass.OutputGradient[row], Places, _outputs);
            for (int group = 0; group < _groups; group++)
            {
                var patches = Patches(pass.Memory);
                Gather(pass.Input[row], group, patches);
                var part = upstream;
                var kernel = Kernel(pass.Weights);
                if (_groups == 1)
                {
                    MatrixProduct.MultiplyLeftTransposed(patches, upstream, kernelGradient, accumulate: true);
                }
                else
                {
                    var places = GroupPlaces(pass.Memory);
                    var columns = GroupKernel(pass.Memory);
                    TakeColumns(upstream, group, places);
                    TakeColumns(kernelGradient, group, columns);
                    MatrixProduct.MultiplyLeftTransposed(patches, places, columns, accumulate: true);
                    PutColumns(columns, group, kernelGradient);
                    TakeColumns(kernel, group, columns);
                    part = places;
                    kernel = columns;
                }
                if (pass.InputGradient.IsEmpty)
                    continue;
                MatrixProduct.MultiplyRightTransposed(part, kernel, patches);
                Scatter(patches, group, pass.InputGradient[row]);
            }
        }
    }

    private MatrixSpan Patches(Span<float> memory) => new(memory[..(Places * Depth)], Places, Depth);

    private MatrixSpan GroupKernel(Span<float> memory) => new(memory.Slice(Places * Depth, Depth * GroupOutputs), Depth, GroupOutputs);

    private MatrixSpan GroupPlaces(Span<float> memory) =>
        new(memory.Slice(Places * Depth + Depth * GroupOutputs, Places * GroupOutputs), Places, GroupOutputs);

    private ReadOnlyMatrixSpan Kernel(ReadOnlySpan<float> weights) => new(weights[..KernelCount], Depth, _outputs);

    private static void TakeColumns(ReadOnlyMatrixSpan whole, int group, MatrixSpan part)
    {
        for (int row = 0; row < part.Rows; row++)
            whole[row].Slice(group * part.Columns, part.Columns).CopyTo(part[row]);
    }

    private static void PutColumns(ReadOnlyMatrixSpan part, int group, MatrixSpan whole)
    {
        for (int row = 0; row < part.Rows; row++)
            part[row].CopyTo(whole[row].Slice(group * part.Columns, part.Columns));
    }

    private void Gather(ReadOnlySpan<float> image, int group, MatrixSpan patches)
    {
        int to = 0;
        for (int down = 0; down < _places.Height; down++)
        {
            for (int across = 0; across < _places.Width; across++)
            {
                for (int tap = 0; tap < _window.Taps; tap++, to += GroupInputs)
                {
                    var values = patches.Values.Slice(to, GroupInputs);
                    int from = Pixel(down, across, tap, group);
                    if (from < 0)
                        values.Clear();
                    else
                        image.Slice(from, GroupInputs).CopyTo(values);
                }
            }
        }
    }

    private void Scatter(ReadOnlyMatrixSpan patches, int group, Span<float> image)
    {
        int from = 0;
        for (int down = 0; down < _places.Height; down++)
        {
            for (int across = 0; across < _places.Width; across++)
            {
                for (int tap = 0; tap < _window.Taps; tap++, from += GroupInputs)
                {
                    int to = Pixel(down, across, tap, group);
                    if (to >= 0)
                        Elementwise.MultiplyAdd(1, patches.Values.Slice(from, GroupInputs), image.Slice(to, GroupInputs));
                }
            }
        }
    }

    // Where a group's channels of the pixel under a tap begin; −1 in the padding.
    private int Pixel(int down, int across, int tap, int group)
    {
        int pixel = _window.Pixel(down, across, tap, _height, _width);
        return pixel < 0 ? -1 : pixel * _inputs + group * GroupInputs;
    }
}
