using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Momentum for matrices, with every direction of the step made equally long; AdamW for all that is no matrix.</summary>
/// <remarks>
/// <code>
/// v = decay·v + (1 − decay)·g
/// M = (1 − decay)·g + decay·v  with nesterov, otherwise v
/// W = W − lr · scale · orthogonalized M,   scale = √max(1, outputs/inputs)  or  0.2·√max(outputs, inputs)
/// </code>
/// Source: Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks", with <see cref="NewtonSchulz"/>. The other scale, after Liu et al.
/// 2025, "Muon is scalable for LLM training", gives steps as long as AdamW's, so that both can share a rate: <c>adam_share: 1</c>.
/// A matrix is a kernel with more than one input and more than one output; the kernel of a convolution has an
/// input for each weight of a window. Embeddings, biases and gains are AdamW's. The source leaves the last layer to AdamW, too; here it is a matrix like the others.
/// Weight decay is decoupled unless asked otherwise, each part with its own rate.
/// </remarks>
public sealed record Muon : Optimizer, ITakesMomentum
{
    /// <summary>Starts with a decoupled decay, as AdamW does.</summary>
    public Muon() => DecoupledDecay = true;

    /// <summary>Share of the mean gradient kept at each step, in [0, 1).</summary>
    public double Decay { get; init => field = Check.Fraction(value); } = 0.95;

    /// <summary>Whether the gradient counts at once and again through the mean.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Iterations of Newton and Schulz. From 1 to 100.</summary>
    public int Iterations { get; init => field = Check.Between(1, 100, value); } = 5;

    /// <summary>Whether a matrix moves by the length of AdamW's steps, rather than by its own.</summary>
    public bool MatchAdam { get; init; }

    /// <summary>AdamW's learning rate as a multiple of the matrices'. At least 0. The source has 0.02 for them and 3e-4 for AdamW.</summary>
    public double AdamShare { get; init => field = Check.NotNegative(value); } = 0.015;

    /// <summary>AdamW's share of the mean gradient kept at each step, in [0, 1).</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>AdamW's share of the mean square kept at each step, in [0, 1).</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.95;

    /// <summary>Added to AdamW's root so that a weight without gradients does not divide by 0. At least 0.</summary>
    public double Epsilon { get; init => field = Check.SinglePrecision(value); } = 1e-10;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        int matrices = 0;
        for (int i = 0; i < state.Tensors.Count; i++)
            matrices += IsMatrix(state.Tensors[i]) ? state.Tensors[i].Count : 0;
        var mean = state.Memory("velocity", length: matrices).Values;
        int others = state.WeightCount - matrices;
        // Side by side, so that one pass of Adam takes them all.
        Span<float> otherWeights = state.Scratch("other_weights", others), otherGradient = state.Scratch("other_gradient", others);
        int at = 0;
        for (int i = 0; i < state.Tensors.Count; i++)
        {
            var tensor = state.Tensors[i];
            bool matrix = IsMatrix(tensor);
            var w = weights[tensor.Range];
            var g = matrix ? state.Scratch("matrix", tensor.Count) : otherGradient.Slice(at, tensor.Count);
            gradient[tensor.Range].CopyTo(g);
            double strength = DecayOf(tensor, w, matrix ? learningRate : learningRate * AdamShare);
            if (strength > 0)
                Elementwise.MultiplyAdd((float)strength, w, g);
            if (matrix)
            {
                Step(tensor, w, g, mean[..tensor.Count], state, learningRate);
                mean = mean[tensor.Count..];
            }
            else
            {
                w.CopyTo(otherWeights[at..]);
                at += tensor.Count;
            }
        }
        if (others > 0)
            StepOthers(weights, otherWeights, otherGradient, state, learningRate * AdamShare);
    }

    private static bool IsMatrix(WeightTensor tensor) =>
        tensor is { Role: WeightRole.Kernel or WeightRole.RecurrentKernel, Rows: > 1, Columns: > 1 };

    private void Step(WeightTensor tensor, Span<float> weights, Span<float> gradient, Span<float> mean, OptimizerState state, double learningRate)
    {
        double decay = state.Momentum ?? Decay;
        Elementwise.Multiply((float)decay, mean);
        Elementwise.MultiplyAdd((float)(1 - decay), gradient, mean);
        if (Nesterov)
        {
            Elementwise.Multiply((float)(1 - decay), gradient);
            Elementwise.MultiplyAdd((float)decay, mean, gradient);
        }
        else
        {
            mean.CopyTo(gradient);
        }

        var (rows, columns) = (tensor.Rows, tensor.Columns);
        NewtonSchulz.Orthogonalize(
            new MatrixSpan(gradient, rows, columns), Iterations, state.Scratch("newton_schulz", NewtonSchulz.ScratchLength(rows, columns)));
        double scale = MatchAdam ? 0.2 * Math.Sqrt(Math.Max(rows, columns)) : Math.Sqrt(Math.Max(1, (double)columns / rows));
        Elementwise.MultiplyAdd((float)(-learningRate * scale), gradient, weights);
    }

    private void StepOthers(
        Span<float> weights, Span<float> others, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        var moments = new Moments(
            Beta1, Beta2, state.Memory("mean", length: others.Length), state.Memory("mean_square", length: others.Length));
        double first = 1 - Elementary.Power(Beta1, state.Step);
        double second = Math.Sqrt(1 - Elementary.Power(Beta2, state.Step));
        // As in Adam: one division less per weight.
        Elementwise.Update(new Rule(moments, (float)(learningRate * second / first), (float)(Epsilon * second)), others, gradient);
        for (int i = 0; i < state.Tensors.Count; i++)
        {
            var tensor = state.Tensors[i];
            if (IsMatrix(tensor))
                continue;
            others[..tensor.Count].CopyTo(weights[tensor.Range]);
            others = others[tensor.Count..];
        }
    }

    private readonly struct Rule(Moments moments, float rate, float epsilon) : IUpdateRule
    {
        private readonly Vector256<float> _rate = Vector256.Create(rate);
        private readonly Vector256<float> _epsilon = Vector256.Create(epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index)
        {
            var (m, v) = moments.Next(gradient, index);
            return weight - _rate * m / (Vector256.Sqrt(v) + _epsilon);
        }
    }
}
