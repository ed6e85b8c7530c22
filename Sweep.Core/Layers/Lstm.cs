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

    internal override void StepForward(in RecurrentStep step)
    {
        Forward<WholeLanes>(step, 0, WholeUnits);
        if (WholeUnits < Units)
            Forward<LastLanes>(step, WholeUnits, Units);
    }

    internal override void StepBackward(in RecurrentStep step)
    {
        Backward<WholeLanes>(step, 0, WholeUnits);
        if (WholeUnits < Units)
            Backward<LastLanes>(step, WholeUnits, Units);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward<TLanes>(in RecurrentStep step, int from, int to)
        where TLanes : struct, ILaneAccess
    {
        for (int row = 0; row < step.Hidden.Rows; row++)
        {
            Span<float> gates = step.Gates[row], input = gates[..Units], forget = gates.Slice(Units, Units);
            Span<float> cell = gates.Slice(2 * Units, Units), output = gates[(3 * Units)..], after = step.Cell[row], hidden = step.Hidden[row];
            var before = step.PreviousCell[row];
            for (int k = from; k < to; k += Lanes.Width)
            {
                Vector256<float> i = Elementary.Sigmoid(TLanes.Load(input, k)), f = Elementary.Sigmoid(TLanes.Load(forget, k));
                Vector256<float> g = Elementary.Tanh(TLanes.Load(cell, k)), o = Elementary.Sigmoid(TLanes.Load(output, k));
                var c = Vector256.FusedMultiplyAdd(f, TLanes.Load(before, k), i * g);
                TLanes.Store(i, input, k);
                TLanes.Store(f, forget, k);
                TLanes.Store(g, cell, k);
                TLanes.Store(o, output, k);
                TLanes.Store(c, after, k);
                TLanes.Store(o * Elementary.Tanh(c), hidden, k);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Backward<TLanes>(in RecurrentStep step, int from, int to)
        where TLanes : struct, ILaneAccess
    {
        var one = Vector256<float>.One;
        for (int row = 0; row < step.Hidden.Rows; row++)
        {
            Span<float> gates = step.Gates[row], input = gates[..Units], forget = gates.Slice(Units, Units);
            Span<float> cell = gates.Slice(2 * Units, Units), output = gates[(3 * Units)..], carried = step.CellGradient[row];
            ReadOnlySpan<float> before = step.PreviousCell[row], after = step.Cell[row], ofHidden = step.HiddenGradient[row];
            for (int k = from; k < to; k += Lanes.Width)
            {
                Vector256<float> i = TLanes.Load(input, k), f = TLanes.Load(forget, k), g = TLanes.Load(cell, k), o = TLanes.Load(output, k);
                // Computed anew: to keep it would take as much memory as the cell state.
                var said = Elementary.Tanh(TLanes.Load(after, k));
                var upstream = TLanes.Load(ofHidden, k);
                var ofCell = Vector256.FusedMultiplyAdd(upstream * o, one - said * said, TLanes.Load(carried, k));
                TLanes.Store(ofCell * g * i * (one - i), input, k);
                TLanes.Store(ofCell * TLanes.Load(before, k) * f * (one - f), forget, k);
                TLanes.Store(ofCell * i * (one - g * g), cell, k);
                TLanes.Store(upstream * said * o * (one - o), output, k);
                TLanes.Store(ofCell * f, carried, k);
            }
        }
    }
}
