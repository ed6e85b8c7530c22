using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Looks up a vector for each step of a sequence of ids.</summary>
/// <remarks>Ids are whole numbers from 0, held as floats; [steps] becomes [steps, dimension]. They have no gradient: 0 goes down.</remarks>
public sealed record Embedding : ILayer
{
    // The whole numbers that floats tell apart.
    private const int MostIds = 1 << 24;

    /// <summary>How many ids there are. From 1 to 16777216.</summary>
    public required int Count { get; init => field = Check.Between(1, MostIds, value); }

    /// <summary>Length of a vector. At least 1.</summary>
    public required int Dimension { get; init => field = Check.AtLeast(1, value); }

    /// <summary>The id that stands for "nothing here", if there is one: its vector starts at 0 and is never learned.</summary>
    public int? PaddingIndex { get; init => field = value is { } index ? Check.AtLeast(0, index) : null; }

    /// <inheritdoc/>
    public LayerForm Form(Shape input)
    {
        input.Require(1, "ids, [steps]");
        if (PaddingIndex >= Count)
            throw new ArgumentException($"the padding index must be one of its {Count} ids, from 0 to {Count - 1}; got {PaddingIndex}.");
        return new LayerForm(new Shape(input.Count, Dimension))
        {
            Weights = [new WeightTensor("vectors", WeightRole.Embedding, Count, Dimension) { ZeroRow = PaddingIndex }],
        };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A value is no id.</exception>
    public void Forward(in ForwardPass pass)
    {
        var vectors = new ReadOnlyMatrixSpan(pass.Weights, Count, Dimension);
        var ids = pass.Input.Values;
        for (int i = 0; i < ids.Length; i++)
        {
            if (!(ids[i] >= 0 && ids[i] < Count && (int)ids[i] == ids[i]))
                throw NotAnId(ids[i], i / pass.Input.Columns, i % pass.Input.Columns);
            vectors[(int)ids[i]].CopyTo(pass.Output.Values.Slice(i * Dimension, Dimension));
        }
    }

    /// <inheritdoc/>
    public void Backward(in BackwardPass pass)
    {
        pass.InputGradient.Values.Clear();
        pass.WeightGradient.Clear();
        var gradient = new MatrixSpan(pass.WeightGradient, Count, Dimension);
        var ids = pass.Input.Values;
        for (int i = 0; i < ids.Length; i++)
        {
            if ((int)ids[i] != PaddingIndex)
                Elementwise.MultiplyAdd(1, pass.OutputGradient.Values.Slice(i * Dimension, Dimension), gradient[(int)ids[i]]);
        }
    }

    private ArgumentOutOfRangeException NotAnId(float value, int row, int step) => new(nameof(value), string.Create(
        CultureInfo.InvariantCulture,
        $"An id must be a whole number from 0 to {Count - 1}; got {value} at step {step} of row {row} of the batch. Raise the count, or mend the data."));
}
