using System.Runtime.InteropServices;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Takes the gradient of a convolution's output back to its input: for each pixel the sum over the taps that have seen it, a convolution itself.</summary>
/// <remarks>
/// Where the window moves by more than a pixel, pixels that far apart are seen by the same taps, and those between them by others: each such
/// phase is a convolution of its own. Zeros around the gradient stand for places that are not there.
/// </remarks>
internal readonly ref struct TransposedConvolution
{
    private readonly Window _window;
    private readonly Pair _image;
    private readonly Canvas _canvas;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _groups;

    /// <summary>Prepares it for a convolution whose window is at these places of the image.</summary>
    public TransposedConvolution(Window window, Pair image, Pair places, int inputs, int outputs, int groups)
    {
        (_window, _image, _inputs, _outputs, _groups) = (window, image, inputs, outputs, groups);
        var (above, height) = Room(image.Height, places.Height, window.Size.Height, window.Stride.Height, window.Padding.Height, window.Dilation.Height);
        var (left, width) = Room(image.Width, places.Width, window.Size.Width, window.Stride.Width, window.Padding.Width, window.Dilation.Width);
        _canvas = new Canvas(places, outputs, (above, left), (height, width));
    }

    private int GroupInputs => _inputs / _groups;

    private int GroupOutputs => _outputs / _groups;

    private int Pixels => _image.Height * _image.Width;

    /// <summary>Values of memory that it needs: the gradient of an output with zeros around it, offsets of pixels and taps, and the kernel transposed.</summary>
    public int MemoryCount => checked(_canvas.Count + 2 * Pixels + _window.Taps * GroupOutputs * (1 + _inputs));

    /// <summary>Computes the gradient of the input.</summary>
    public void Run(ReadOnlyMatrixSpan outputGradient, ReadOnlySpan<float> kernel, MatrixSpan inputGradient, Span<float> memory)
    {
        memory[.._canvas.Count].Clear();
        for (int down = 0; down < Math.Min(_window.Stride.Height, _image.Height); down++)
        {
            for (int across = 0; across < Math.Min(_window.Stride.Width, _image.Width); across++)
                RunPhase((down, across), outputGradient, kernel, inputGradient, memory);
        }
    }

    private void RunPhase(Pair phase, ReadOnlyMatrixSpan outputGradient, ReadOnlySpan<float> kernel, MatrixSpan inputGradient, Span<float> memory)
    {
        var room = memory[.._canvas.Count];
        var offsets = MemoryMarshal.Cast<float, int>(memory.Slice(_canvas.Count, 2 * Pixels + _window.Taps * GroupOutputs));
        var transposed = memory[(_canvas.Count + offsets.Length)..];
        Span<int> pixels = offsets[..Pixels], rows = offsets.Slice(Pixels, Pixels), taps = offsets[(2 * Pixels)..];
        int count = FindPixels(phase, pixels, rows), depth = FindTaps(phase, kernel, taps, transposed);
        pixels = pixels[..count];
        rows = rows[..count];
        taps = taps[..depth];
        var right = new ReadOnlyMatrixSpan(transposed[..(depth * _inputs)], depth, _inputs);
        for (int row = 0; row < outputGradient.Rows; row++)
        {
            var upstream = _canvas.Put(outputGradient[row], room);
            for (int group = 0; group < _groups; group++)
            {
                SpreadProduct.Multiply(
                    new SpreadMatrix(upstream[(group * GroupOutputs)..], pixels, taps), right, default,
                    inputGradient[row], rows, (group * GroupInputs)..((group + 1) * GroupInputs));
            }
        }
    }

    private int FindPixels(Pair phase, Span<int> pixels, Span<int> rows)
    {
        int count = 0;
        for (int line = phase.Height; line < _image.Height; line += _window.Stride.Height)
        {
            for (int column = phase.Width; column < _image.Width; column += _window.Stride.Width)
            {
                pixels[count] = _canvas.Offset(
                    _canvas.Before.Height + line / _window.Stride.Height, _canvas.Before.Width + column / _window.Stride.Width);
                rows[count++] = (line * _image.Width + column) * _inputs;
            }
        }
        return count;
    }

    // Where the outputs of the taps that see the phase's pixels are, from the pixel on, and the part of the kernel that belongs to them.
    private int FindTaps(Pair phase, ReadOnlySpan<float> kernel, Span<int> taps, Span<float> transposed)
    {
        int count = 0;
        for (int tap = 0; tap < _window.Taps; tap++)
        {
            int line = phase.Height + _window.Padding.Height - tap / _window.Size.Width * _window.Dilation.Height;
            int column = phase.Width + _window.Padding.Width - tap % _window.Size.Width * _window.Dilation.Width;
            if (line % _window.Stride.Height != 0 || column % _window.Stride.Width != 0)
                continue;
            for (int output = 0; output < GroupOutputs; output++, count++)
            {
                taps[count] = _canvas.Offset(line / _window.Stride.Height, column / _window.Stride.Width) + output;
                for (int input = 0; input < _inputs; input++)
                {
                    transposed[count * _inputs + input] =
                        kernel[(tap * GroupInputs + input % GroupInputs) * _outputs + input / GroupInputs * GroupOutputs + output];
                }
            }
        }
        return count;
    }

    // Places of the window, first and last, that would have to be there for the first and the last pixel to be under every tap.
    private static (int Before, int Size) Room(int image, int places, int size, int stride, int padding, int dilation)
    {
        int before = Math.Max(0, dilation * (size - 1) - padding) / stride;
        return (before, before + Math.Max(places, (image - 1 + padding) / stride + 1));
    }
}
