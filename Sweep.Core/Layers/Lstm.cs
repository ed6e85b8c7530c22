using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>Long short-term memory: a cell state that gates write to, forget from and read, so that gradients last over many steps.</summary>
/// <remarks>
/// <code>
/// i = σ(x·Wᵢ + bᵢ + h₋₁·Vᵢ + dᵢ)         input
/// f = σ(x·W_f + b_f + h₋₁·V_f + d_f)      forget
/// g = tanh(x·W_g + b_g + h₋₁·V_g + d_g)   cell
/// o = σ(x·Wₒ + bₒ + h₋₁·Vₒ + dₒ)         output
/// c = f ⊙ c₋₁ + i ⊙ g
/// h = o ⊙ tanh c
/// </code>
/// Sources: Hochreiter and Schmidhuber 1997, "Long short-term memory"; Gers, Schmidhuber and Cummins 2000, "Learning to forget", for the
/// forget gate; without peepholes, as in PyTorch and Keras.
/// </remarks>
public sealed record Lstm : Recurrent
{
    internal override int Gates => 4;

    internal override bool HasCellState => true;

    private protected override Range? ForgetGate => Units..(2 * Units);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void StepForward(in RecurrentStep step)
    {
        for (int row = 0; row < step.Hidden.Rows; row++)
        {
            Span<float> gates = step.Gates[row], input = gates[..Units], forget = gates.Slice(Units, Units);
            Span<float> cell = gates.Slice(2 * Units, Units), output = gates[(3 * Units)..];
            for (int k = 0; k < Units; k += Lanes.Width)
            {
                Vector256<float> i = Elementary.Sigmoid(Lanes.Load(input, k)), f = Elementary.Sigmoid(Lanes.Load(forget, k));
                Vector256<float> g = Elementary.Tanh(Lanes.Load(cell, k)), o = Elementary.Sigmoid(Lanes.Load(output, k));
                var c = Vector256.FusedMultiplyAdd(f, Lanes.Load(step.PreviousCell[row], k), i * g);
                Lanes.Store(i, input, k);
                Lanes.Store(f, forget, k);
                Lanes.Store(g, cell, k);
                Lanes.Store(o, output, k);
                Lanes.Store(c, step.Cell[row], k);
                Lanes.Store(o * Elementary.Tanh(c), step.Hidden[row], k);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void StepBackward(in RecurrentStep step)
    {
        var one = Vector256<float>.One;
        for (int row = 0; row < step.Hidden.Rows; row++)
        {
            Span<float> gates = step.Gates[row], input = gates[..Units], forget = gates.Slice(Units, Units);
            Span<float> cell = gates.Slice(2 * Units, Units), output = gates[(3 * Units)..], carried = step.CellGradient[row];
            for (int k = 0; k < Units; k += Lanes.Width)
            {
                Vector256<float> i = Lanes.Load(input, k), f = Lanes.Load(forget, k), g = Lanes.Load(cell, k), o = Lanes.Load(output, k);
                // Computed anew: to keep it would take as much memory as the cell state.
                var said = Elementary.Tanh(Lanes.Load(step.Cell[row], k));
                var upstream = Lanes.Load(step.HiddenGradient[row], k);
                var ofCell = Vector256.FusedMultiplyAdd(upstream * o, one - said * said, Lanes.Load(carried, k));
                Lanes.Store(ofCell * g * i * (one - i), input, k);
                Lanes.Store(ofCell * Lanes.Load(step.PreviousCell[row], k) * f * (one - f), forget, k);
                Lanes.Store(ofCell * i * (one - g * g), cell, k);
                Lanes.Store(upstream * said * o * (one - o), output, k);
                Lanes.Store(ofCell * f, carried, k);
            }
        }
    }
}
