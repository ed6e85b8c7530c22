using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>A rate for each weight, remembered for matrices as one number a row and one a column; steps are a share of the tensor's size.</summary>
/// <remarks>
/// <code>
/// β₂ = 1 − t^−beta2_decay,   ρ = min(lr, 1/√t),   α = max(ε₂, RMS(w)) · ρ
/// r = β₂·r + (1 − β₂) · mean of g² + ε₁ over each row,   c likewise over each column
/// v = r·c / mean(r),   for a vector v = β₂·v + (1 − β₂)·(g² + ε₁)
/// u = g / √v,   w = w − α · u / max(1, RMS(u) / threshold)
/// </code>
/// Source: Shazeer and Stern 2018, "Adafactor: adaptive learning rates with sublinear memory cost", algorithms 4 to 6, as in Keras;
/// PyTorch bounds √v from below instead of adding ε₁. A matrix has more than one row and more than one column; the kernel of a convolution
/// is one, with a row for each weight of a window.
/// </remarks>
public sealed record Adafactor : Optimizer
{
    private const int Block = 64;

    /// <summary>The memory of squares grows longer: step t keeps 1 − t^−this of it. In [0, 1).</summary>
    public double Beta2Decay { get; init => field = Check.Fraction(value); } = 0.8;

    /// <summary>ε₁, added to squares. Above 0.</summary>
    public double Epsilon { get; init => field = Check.Positive(value); } = 1e-30;

    /// <summary>ε₂, the least size that a tensor's steps are a share of, so that one that begins at 0 moves. At least 0.</summary>
    public double LeastSize { get; init => field = Check.NotNegative(value); } = 1e-3;

    /// <summary>The root mean square above which a step is made shorter. Above 0.</summary>
    public double ClipThreshold { get; init => field = Check.Positive(value); } = 1;

    /// <summary>Whether the rate falls as 1/√t once that is below the learning rate.</summary>
    public bool RelativeStep { get; init; } = true;

    /// <summary>Whether steps are a share of the tensor's size, as in the source, rather than of 1.</summary>
    public bool ScaleBySize { get; init; } = true;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        double share = 1 / Elementary.RootPower(state.Step, Beta2Decay);
        double rate = RelativeStep ? Math.Min(learningRate, 1 / Math.Sqrt(state.Step)) : learningRate;
        var lengths = Lengths(state);
        var rows = state.Memory("row_mean_square", length: lengths.Rows).Values;
        var columns = state.Memory("column_mean_square", length: lengths.Columns).Values;
        var plain = state.Memory("mean_square", length: lengths.Plain).Values;
        for (int i = 0; i < state.Tensors.Count; i++)
        {
            var tensor = state.Tensors[i];
            Span<float> w = weights[tensor.Range], update = state.Scratch("update", tensor.Count);
            gradient[tensor.Range].CopyTo(update);
            double strength = DecayOf(tensor, w, learningRate);
            if (strength > 0)
                Elementwise.MultiplyAdd((float)strength, w, update);

            if (IsMatrix(tensor))
            {
                Factored(new MatrixSpan(update, tensor.Rows, tensor.Columns), rows[..tensor.Rows], columns[..tensor.Columns], share);
                rows = rows[tensor.Rows..];
                columns = columns[tensor.Columns..];
            }
            else
            {
                Plain(update, plain[..tensor.Count], share);
                plain = plain[tensor.Count..];
            }
            double step = rate * (ScaleBySize ? Math.Max(LeastSize, RootMeanSquare(w)) : 1);
            Elementwise.MultiplyAdd((float)(-step / Math.Max(1, RootMeanSquare(update) / ClipThreshold)), update, w);
        }
    }

    private static bool IsMatrix(WeightTensor tensor) => tensor is { Rows: > 1, Columns: > 1 };

    // Rows and columns of all matrices, and the weights of all else.
    private static (int Rows, int Columns, int Plain) Lengths(OptimizerState state)
    {
        var (rows, columns, plain) = (0, 0, 0);
        for (int i = 0; i < state.Tensors.Count; i++)
        {
            var tensor = state.Tensors[i];
            (rows, columns, plain) = IsMatrix(tensor)
                ? (rows + tensor.Rows, columns + tensor.Columns, plain)
                : (rows, columns, plain + tensor.Count);
        }
        return (rows, columns, plain);
    }

    // Turns a gradient into the update, in place.
    private void Plain(Span<float> update, Span<float> meanSquare, double share)
    {
        for (int i = 0; i < update.Length; i++)
        {
            double g = update[i];
            meanSquare[i] = Faded(meanSquare[i], g * g + Epsilon, share);
            update[i] = (float)(g / Math.Sqrt(meanSquare[i]));
        }
    }

    private void Factored(MatrixSpan update, Span<float> rows, Span<float> columns, double share)
    {
        double mean = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            double sum = 0;
            foreach (float g in update[row])
                sum += (double)g * g + Epsilon;
            rows[row] = Faded(rows[row], sum / columns.Length, share);
            mean += rows[row];
        }
        mean /= rows.Length;

        // A few columns at a time, so that rows are read as they lie in memory.
        Span<double> sums = stackalloc double[Block];
        for (int first = 0; first < columns.Length; first += Block)
        {
            int width = Math.Min(Block, columns.Length - first);
            sums.Clear();
            for (int row = 0; row < rows.Length; row++)
            {
                var part = update[row].Slice(first, width);
                for (int column = 0; column < width; column++)
                    sums[column] += (double)part[column] * part[column] + Epsilon;
            }
            for (int column = 0; column < width; column++)
                columns[first + column] = Faded(columns[first + column], sums[column] / rows.Length, share);
        }

        for (int row = 0; row < rows.Length; row++)
        {
            double scale = rows[row] / mean;
            var values = update[row];
            for (int column = 0; column < values.Length; column++)
                values[column] = (float)(values[column] / Math.Sqrt(scale * columns[column]));
        }
    }

    private static float Faded(float memory, double now, double share) => (float)(memory + share * (now - memory));

    private static double RootMeanSquare(ReadOnlySpan<float> values) => Elementwise.Norm(values) / Math.Sqrt(values.Length);
}
