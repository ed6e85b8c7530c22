using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Losses;

/// <summary>Minus the logarithm of the probability given to the right class, on logits.</summary>
/// <remarks>
/// <code>
/// a       = w·((1 − s)·t + s/K)
/// loss    = −Σ a·log softmax(z)
/// ∂loss/∂z = softmax(z)·Σ a − a
/// </code>
/// averaged over rows, for K classes with weights w and label smoothing s. With class weights the mean divides by Σ w·t, the sum of the
/// rows' weights, smoothed or not, as PyTorch has it. t may also be a probability for each class. The largest logit of a row is taken off
/// first, so nothing overflows. Source for the smoothing: Szegedy et al. 2016, "Rethinking the Inception Architecture", section 7.
/// </remarks>
public sealed record CrossEntropy : IClassWeighted
{
    /// <inheritdoc/>
    public TargetKind Target => TargetKind.Classes;

    /// <summary>The share of each target that is spread evenly over all classes, in [0, 1).</summary>
    public double LabelSmoothing { get; init => field = Check.Fraction(value); }

    /// <summary>What a row of each class counts; null where all count the same.</summary>
    public ClassWeights? ClassWeights { get; private init; }

    /// <inheritdoc/>
    public ILoss With(ClassWeights weights) => this with { ClassWeights = weights };

    /// <inheritdoc/>
    public double Weight(ReadOnlyMatrixSpan targets) => ClassWeights?.Of(targets) ?? targets.Rows;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient)
    {
        Require(predictions, targets);
        Require(predictions, gradient);
        int columns = predictions.Columns, rest = columns % Lanes.Width;
        double total = Weight(targets);
        // Eight values are read and written at once also at a row's end: what lies behind them belongs to rows that come later. Behind the last
        // rows there may be nothing, and they are looked at elsewhere.
        int rows = rest == 0 ? predictions.Rows : Math.Max(0, predictions.Rows - (Lanes.Width - rest + columns - 1) / columns);
        double loss = Evaluate(predictions.Values, targets.Values, gradient.Values, rows, columns, total);
        for (; rows < predictions.Rows; rows++)
            loss += EvaluateAside(predictions[rows], targets[rows], gradient[rows], total);
        return total > 0 ? loss / total : 0 * loss;
    }

    private static void Require(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan other)
    {
        if (other.Rows != predictions.Rows || other.Columns != predictions.Columns)
        {
            throw new ArgumentException(
                $"Predictions, targets and gradient must have the same shape; got {predictions.Rows} × {predictions.Columns} and {other.Rows} × {other.Columns}.");
        }
    }

    private double EvaluateAside(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient, double total)
    {
        int columns = logits.Length, room = columns + Lanes.Width;
        float[] values = ArrayPool<float>.Shared.Rent(3 * room);
        logits.CopyTo(values);
        target.CopyTo(values.AsSpan(room));
        var result = values.AsSpan(2 * room, room);
        double loss = Evaluate(values, values.AsSpan(room), result, 1, columns, total);
        result[..columns].CopyTo(gradient);
        ArrayPool<float>.Shared.Return(values);
        return loss;
    }

    // No calls inside: they would have vectors kept in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Evaluate(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient, int rows, int columns, double total)
    {
        ref float logits = ref MemoryMarshal.GetReference(predictions);
        ref float target = ref MemoryMarshal.GetReference(targets);
        ref float result = ref MemoryMarshal.GetReference(gradient);
        var weights = ClassWeights is null ? default : ClassWeights.Padded;
        ref float weight = ref MemoryMarshal.GetReference(weights);
        Vector256<float> keep = Vector256.Create((float)(1 - LabelSmoothing)), spread = Vector256.Create((float)(LabelSmoothing / columns));
        // A batch without weight teaches nothing.
        double share = total > 0 ? 1 / total : 0, loss = 0;
        var mean = Vector256.Create((float)share);
        for (int row = 0; row < rows; row++)
        {
            var largest = Vector256.Create(float.NegativeInfinity);
            for (int i = 0; i < columns; i += Lanes.Width)
                largest = Vector256.MaxNative(largest, Vector256.ConditionalSelect(Lanes.First(columns - i), Vector256.LoadUnsafe(ref logits, (nuint)i), largest));
            var shift = Lanes.Largest(largest);

            Vector256<double> sums = Vector256<double>.Zero, shareSums = sums, losses = sums;
            for (int i = 0; i < columns; i += Lanes.Width)
            {
                var mask = Lanes.First(columns - i);
                var shifted = Vector256.LoadUnsafe(ref logits, (nuint)i) - shift;
                var exponential = Elementary.Exp(shifted) & mask;
                var shares = Vector256.FusedMultiplyAdd(keep, Vector256.LoadUnsafe(ref target, (nuint)i), spread) & mask;
                if (!weights.IsEmpty)
                    shares *= Vector256.LoadUnsafe(ref weight, (nuint)i);
                // An impossible class that is not the target costs nothing: 0 · −∞ would be NaN.
                var costs = Vector256.ConditionalSelect(Vector256.Equals(shares, Vector256<float>.Zero), Vector256<float>.Zero, shares * shifted);
                losses += Vector256.WidenLower(costs) + Vector256.WidenUpper(costs);
                sums += Vector256.WidenLower(exponential) + Vector256.WidenUpper(exponential);
                shareSums += Vector256.WidenLower(shares) + Vector256.WidenUpper(shares);
                exponential.StoreUnsafe(ref result, (nuint)i);
            }
            double sum = Lanes.Sum(sums), all = Lanes.Sum(shareSums);
            loss += all * Elementary.Log(sum) - Lanes.Sum(losses);

            var scale = Vector256.Create((float)(all * share / sum));
            for (int i = 0; i < columns; i += Lanes.Width)
            {
                var shares = Vector256.FusedMultiplyAdd(keep, Vector256.LoadUnsafe(ref target, (nuint)i), spread);
                if (!weights.IsEmpty)
                    shares *= Vector256.LoadUnsafe(ref weight, (nuint)i);
                (Vector256.LoadUnsafe(ref result, (nuint)i) * scale - shares * mean).StoreUnsafe(ref result, (nuint)i);
            }
            logits = ref Unsafe.Add(ref logits, columns);
            target = ref Unsafe.Add(ref target, columns);
            result = ref Unsafe.Add(ref result, columns);
        }
        return loss;
    }
}
