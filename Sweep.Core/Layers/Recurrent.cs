using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A layer that goes through a sequence step by step and remembers: what it says at a step depends on all steps so far.</summary>
/// <remarks>
/// Gradients go back through all steps, exactly (Werbos 1990, "Backpropagation through time: what it does and how to do it"). The input
/// part of all gates at all steps is one product, the recurrent part one a step. Formulas, two biases and the order of gates are
/// PyTorch's; kernels lie as [inputs, gates · units].
/// </remarks>
public abstract record Recurrent : ILayer
{
    /// <summary>Values that the layer remembers, and says, at each step. At least 1.</summary>
    public required int Units { get; init => field = Check.AtLeast(1, value); }

    /// <summary>Recurrent layers on top of each other, each of which goes through what the one below says. At least 1.</summary>
    public int Layers { get; init => field = Check.AtLeast(1, value); } = 1;

    /// <summary>Whether the output is what the layer says at every step, [steps, units], rather than at the last one, [units].</summary>
    public bool Sequence { get; init; }

    /// <summary>Sums of what comes in that a step computes for each unit.</summary>
    internal abstract int Gates { get; }

    /// <summary>Whether a state is kept beside the one that is said.</summary>
    internal virtual bool HasCellState => false;

    /// <summary>Whether a step must know what the hidden state adds to the sums, apart from what the input does.</summary>
    internal virtual bool KeepsRecurrentPart => false;

    /// <summary>Where the biases of a forget gate are among those of all gates.</summary>
    private protected virtual Range? ForgetGate => null;

    /// <summary>Units that are taken eight at a time.</summary>
    private protected int WholeUnits => Units / Lanes.Width * Lanes.Width;

    private int Columns => Gates * Units;

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        input.Require(2, "[steps, features]");
        var tensors = new List<WeightTensor>();
        for (int layer = 0; layer < Layers; layer++)
        {
            int inputs = InputsOf(layer, input.Last), columns = checked(Columns);
            Add("kernel", WeightRole.Kernel, inputs, inputs);
            Add("recurrent_kernel", WeightRole.RecurrentKernel, Units, Units);
            Add("bias", WeightRole.Bias, 1, inputs, ForgetGate);
            Add("recurrent_bias", WeightRole.Bias, 1, Units);

            void Add(string name, WeightRole role, int rows, int fanIn, Range? forgetGate = null) =>
                tensors.Add(new WeightTensor(layer == 0 ? name : $"{name}_{layer + 1}", role, rows, columns)
                {
                    FanIn = fanIn,
                    HiddenUnits = Units,
                    ForgetGate = forgetGate,
                });
        }
        return new LayerForm(Sequence ? input.WithLast(Units) : new Shape(Units))
        {
            Weights = tensors,
            MemoryPerRow = RecurrentMemory.PerRow(this, input),
            MemoryPerBatch = RecurrentMemory.PerBatch(this),
        };
    }

    /// <inheritdoc/>
    public void Forward(in ForwardPass pass) => Forward(pass, default);

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass) => Backward(pass, default, default);

    /// <summary>The forward pass from a given state.</summary>
    internal void Forward(in ForwardPass pass, RecurrentStates initial)
    {
        int rows = pass.Input.Rows, steps = pass.InputShape[0];
        var memory = new RecurrentMemory(this, pass.Memory, pass.InputShape, rows);
        StepsFirst(pass.Input, memory.Input);
        for (int layer = 0; layer < Layers; layer++)
        {
            Start(memory.At(memory.Hidden(layer), 0), initial.Hidden, layer);
            if (HasCellState)
                Start(memory.At(memory.Cell(layer), 0), initial.Cell, layer);
            ForwardLayer(layer, memory, pass.Weights, pass.InputShape);
        }

        var hidden = memory.Hidden(Layers - 1);
        if (Sequence)
            RowsFirst(memory.AfterFirst(hidden), pass.Output);
        else
            memory.At(hidden, steps).Values.CopyTo(pass.Output.Values);
    }

    /// <summary>The backward pass where a loss depends on final states, too.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="final">∂loss/∂(final states), apart from what goes through the output.</param>
    /// <param name="initial">Receives ∂loss/∂(initial states).</param>
    internal void Backward(in BackwardPass pass, RecurrentStates final, RecurrentStates initial)
    {
        int rows = pass.Input.Rows, steps = pass.InputShape[0];
        var memory = new RecurrentMemory(this, pass.Memory, pass.InputShape, rows);
        memory.HiddenGradient.Values.Clear();
        if (Sequence)
            StepsFirst(pass.OutputGradient, memory.AfterFirst(memory.HiddenGradient));
        else
            pass.OutputGradient.Values.CopyTo(memory.At(memory.HiddenGradient, steps).Values);

        for (int layer = Layers - 1; layer >= 0; layer--)
        {
            if (!final.Hidden.IsEmpty)
                Elementwise.MultiplyAdd(1, Part(final.Hidden, layer, rows), memory.At(memory.HiddenGradient, steps).Values);
            if (HasCellState)
                Start(memory.CellGradient, final.Cell, layer);
            BackwardSteps(layer, memory, pass.Weights, pass.InputShape);
            if (!initial.Hidden.IsEmpty)
                memory.At(memory.HiddenGradient, 0).Values.CopyTo(Part(initial.Hidden, layer, rows));
            if (!initial.Cell.IsEmpty)
                memory.CellGradient.Values.CopyTo(Part(initial.Cell, layer, rows));
            BackwardProducts(layer, memory, pass);
        }
        if (!pass.InputGradient.IsEmpty)
            RowsFirst(memory.Input, pass.InputGradient);
    }

    /// <summary>Computes the states after a step from its sums and the states before it.</summary>
    internal abstract void StepForward(in RecurrentStep step);

    /// <summary>Computes the gradients of a step's sums and of the states before it from those of the states after it.</summary>
    internal abstract void StepBackward(in RecurrentStep step);

    private void ForwardLayer(int layer, RecurrentMemory memory, ReadOnlySpan<float> weights, Shape input)
    {
        var at = WeightsOf(layer, input.Last);
        MatrixSpan gates = memory.Gates(layer), recurrentPart = memory.RecurrentPart(layer);
        var firstRow = gates[0];
        weights[at.Bias].CopyTo(firstRow);
        if (KeepsRecurrentPart)
            Fill(recurrentPart, weights[at.RecurrentBias]);
        else
            Elementwise.MultiplyAdd(1, weights[at.RecurrentBias], firstRow);
        Fill(gates, firstRow);
        MatrixProduct.Multiply(InputOf(layer, memory), Matrix(weights[at.Kernel]), gates, accumulate: true);

        var recurrentKernel = Matrix(weights[at.RecurrentKernel]);
        for (int t = 0; t < input[0]; t++)
        {
            var step = memory.Step(layer, t);
            MatrixProduct.Multiply(step.PreviousHidden, recurrentKernel, step.RecurrentPart, accumulate: true);
            StepForward(step);
        }
    }

    private void BackwardSteps(int layer, RecurrentMemory memory, ReadOnlySpan<float> weights, Shape input)
    {
        // Once for all steps, whose products else would each do it again.
        Transposition.Of(Matrix(weights[WeightsOf(layer, input.Last).RecurrentKernel]), memory.TransposedKernel);
        for (int t = input[0] - 1; t >= 0; t--)
        {
            var step = memory.Step(layer, t);
            StepBackward(step);
            MatrixProduct.Multiply(step.RecurrentPart, memory.TransposedKernel, step.PreviousHiddenGradient, accumulate: true);
        }
    }

    private void BackwardProducts(int layer, RecurrentMemory memory, in BackwardPass pass)
    {
        var at = WeightsOf(layer, pass.InputShape.Last);
        MatrixSpan gates = memory.Gates(layer), recurrentPart = memory.RecurrentPart(layer);
        MatrixProduct.MultiplyLeftTransposed(InputOf(layer, memory), gates, Matrix(pass.WeightGradient[at.Kernel]));
        MatrixProduct.MultiplyLeftTransposed(memory.BeforeLast(memory.Hidden(layer)), recurrentPart, Matrix(pass.WeightGradient[at.RecurrentKernel]));
        Elementwise.SumRows(gates, pass.WeightGradient[at.Bias]);
        if (KeepsRecurrentPart)
            Elementwise.SumRows(recurrentPart, pass.WeightGradient[at.RecurrentBias]);
        else
            pass.WeightGradient[at.Bias].CopyTo(pass.WeightGradient[at.RecurrentBias]);

        var kernel = Matrix(pass.Weights[at.Kernel]);
        if (layer > 0)
        {
            memory.At(memory.HiddenGradient, 0).Values.Clear();
            MatrixProduct.MultiplyRightTransposed(gates, kernel, memory.AfterFirst(memory.HiddenGradient));
        }
        else if (!pass.InputGradient.IsEmpty)
        {
            MatrixProduct.MultiplyRightTransposed(gates, kernel, memory.Input);
        }
    }

    private int InputsOf(int layer, int features) => layer == 0 ? features : Units;

    private static MatrixSpan InputOf(int layer, RecurrentMemory memory) =>
        layer == 0 ? memory.Input : memory.AfterFirst(memory.Hidden(layer - 1));

    private (Range Kernel, Range RecurrentKernel, Range Bias, Range RecurrentBias) WeightsOf(int layer, int features)
    {
        int first = layer == 0 ? 0 : (features + Units + 2 + (layer - 1) * (2 * Units + 2)) * Columns;
        int recurrent = first + InputsOf(layer, features) * Columns, bias = recurrent + Units * Columns, recurrentBias = bias + Columns;
        return (first..recurrent, recurrent..bias, bias..recurrentBias, recurrentBias..(recurrentBias + Columns));
    }

    private ReadOnlyMatrixSpan Matrix(ReadOnlySpan<float> weights) => new(weights, weights.Length / Columns, Columns);

    private MatrixSpan Matrix(Span<float> weights) => new(weights, weights.Length / Columns, Columns);

    private Span<float> Part(Span<float> states, int layer, int rows) => states.Slice(layer * rows * Units, rows * Units);

    private void Start(MatrixSpan state, Span<float> given, int layer)
    {
        if (given.IsEmpty)
            state.Values.Clear();
        else
            Part(given, layer, state.Rows).CopyTo(state.Values);
    }

    private static void Fill(MatrixSpan matrix, ReadOnlySpan<float> row)
    {
        for (int i = 0; i < matrix.Rows; i++)
            row.CopyTo(matrix[i]);
    }

    private static void StepsFirst(ReadOnlyMatrixSpan rows, MatrixSpan steps)
    {
        int count = steps.Rows / rows.Rows;
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int step = 0; step < count; step++)
                rows[row].Slice(step * steps.Columns, steps.Columns).CopyTo(steps[step * rows.Rows + row]);
        }
    }

    private static void RowsFirst(ReadOnlyMatrixSpan steps, MatrixSpan rows)
    {
        int count = steps.Rows / rows.Rows;
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int step = 0; step < count; step++)
                steps[step * rows.Rows + row].CopyTo(rows[row].Slice(step * steps.Columns, steps.Columns));
        }
    }
}
