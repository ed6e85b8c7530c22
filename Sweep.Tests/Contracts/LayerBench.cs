using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Numerics;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>A layer with the buffers that its passes need, for rows of one shape.</summary>
internal sealed class LayerBench
{
    private readonly Shape _inputShape;
    private readonly LayerForm _form;
    private readonly float[] _memory;

    public LayerBench(ILayer layer, Shape inputShape, int rows)
    {
        (Layer, _inputShape, Rows) = (layer, inputShape, rows);
        _form = layer.Form(inputShape);
        Input = Sample.Floats(rows * inputShape.Count);
        Weights = new float[_form.WeightCount];
        int offset = 0;
        foreach (var tensor in _form.Weights)
        {
            new Torch().Fill(Weights.AsSpan(offset, tensor.Count), tensor, new RandomStream(5, RandomPurpose.InitialWeights, offset));
            offset += tensor.Count;
        }
        Statistics = [.. _form.Statistics];
        // What is in a buffer before is of no meaning: who reads it finds NaN.
        _memory = Unwritten(rows * _form.MemoryPerRow + _form.MemoryPerBatch);
        Output = Unwritten(rows * _form.Output.Count);
        Upstream = Sample.Floats(Output.Length, 3);
        WeightGradient = Unwritten(Weights.Length);
        InputGradient = Unwritten(Input.Length);
    }

    public ILayer Layer { get; }

    public Shape OutputShape => _form.Output;

    public IReadOnlyList<WeightTensor> Tensors => _form.Weights;

    public int Rows { get; }

    public float[] Input { get; init; }

    public float[] Weights { get; init; }

    public float[] Statistics { get; init; }

    public float[] Upstream { get; init; }

    public float[] Output { get; }

    public float[] WeightGradient { get; }

    public float[] InputGradient { get; }

    /// <summary>Rows are given to the layer as sparse ones.</summary>
    public SparseRowsOfTest? Sparse { get; init; }

    public bool Training { get; init; } = true;

    /// <summary>Nobody asks for the gradient of the input, as in the first layer of a network.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The sum of outputs times upstream: the loss whose gradients <see cref="Backward"/> computes.</summary>
    public double Loss()
    {
        Forward();
        return Output.Select((value, i) => (double)value * Upstream[i]).Sum();
    }

    public float[] Forward()
    {
        Layer.Forward(new ForwardPass
        {
            InputShape = _inputShape,
            Input = Sparse is null ? new MatrixSpan(Input, Rows, _inputShape.Count) : default,
            SparseInput = Sparse is null ? default : Sparse.Rows,
            Weights = Weights,
            Statistics = Statistics,
            Memory = _memory,
            Training = Training,
            Random = new StepRandom((1, 2), 3, 4),
            Output = new MatrixSpan(Output, Rows, _form.Output.Count),
        });
        return Output;
    }

    public void Backward() => Layer.Backward(new BackwardPass
    {
        InputShape = _inputShape,
        Input = Sparse is null ? new MatrixSpan(Input, Rows, _inputShape.Count) : default,
        SparseInput = Sparse is null ? default : Sparse.Rows,
        Output = new MatrixSpan(Output, Rows, _form.Output.Count),
        Weights = Weights,
        Memory = _memory,
        Random = new StepRandom((1, 2), 3, 4),
        OutputGradient = new MatrixSpan(Upstream, Rows, _form.Output.Count),
        WeightGradient = WeightGradient,
        InputGradient = Sparse is null && !IsFirst ? new MatrixSpan(InputGradient, Rows, _inputShape.Count) : default,
    });

    private static float[] Unwritten(int count) => [.. Enumerable.Repeat(float.NaN, count)];
}
