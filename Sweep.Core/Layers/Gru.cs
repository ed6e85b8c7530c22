using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The gated recurrent unit: a gate for each unit says how much of the state is replaced, another how much of it is looked at.</summary>
/// <remarks>
/// <code>
/// r = σ(x·Wᵣ + bᵣ + h₋₁·Vᵣ + dᵣ)           reset
/// z = σ(x·W_z + b_z + h₋₁·V_z + d_z)         update
/// n = tanh(x·Wₙ + bₙ + r ⊙ (h₋₁·Vₙ + dₙ))   new
/// h = (1 − z) ⊙ n + z ⊙ h₋₁
/// </code>
/// Source: Cho et al. 2014, "Learning phrase representations using RNN encoder–decoder for statistical machine translation", but with
/// the reset gate after the recurrent product, as in PyTorch and in Keras with reset_after.
/// </remarks>
public sealed record Gru : Recurrent
{
    internal override int Gates => 3;

    // The reset gate weighs the recurrent part of n.
    internal override bool KeepsRecurrentPart => true;

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
            Span<float> gates = step.Gates[row], reset = gates[..Units], update = gates.Slice(Units, Units), candidate = gates[(2 * Units)..];
            Span<float> part = step.RecurrentPart[row], resetPart = part[..Units], updatePart = part.Slice(Units, Units), newPart = part[(2 * Units)..];
            var previous = step.PreviousHidden[row];
            var hidden = step.Hidden[row];
            for (int i = from; i < to; i += Lanes.Width)
            {
                var r = Elementary.Sigmoid(TLanes.Load(reset, i) + TLanes.Load(resetPart, i));
                var z = Elementary.Sigmoid(TLanes.Load(update, i) + TLanes.Load(updatePart, i));
                var n = Elementary.Tanh(Vector256.FusedMultiplyAdd(r, TLanes.Load(newPart, i), TLanes.Load(candidate, i)));
                TLanes.Store(r, reset, i);
                TLanes.Store(z, update, i);
                TLanes.Store(n, candidate, i);
                TLanes.Store(Vector256.FusedMultiplyAdd(z, TLanes.Load(previous, i) - n, n), hidden, i);
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
            Span<float> gates = step.Gates[row], reset = gates[..Units], update = gates.Slice(Units, Units), candidate = gates[(2 * Units)..];
            Span<float> part = step.RecurrentPart[row], resetPart = part[..Units], updatePart = part.Slice(Units, Units), newPart = part[(2 * Units)..];
            ReadOnlySpan<float> previous = step.PreviousHidden[row], ofHidden = step.HiddenGradient[row];
            var passedOn = step.PreviousHiddenGradient[row];
            for (int i = from; i < to; i += Lanes.Width)
            {
                Vector256<float> r = TLanes.Load(reset, i), z = TLanes.Load(update, i), n = TLanes.Load(candidate, i);
                var upstream = TLanes.Load(ofHidden, i);
                var ofNew = upstream * (one - z) * (one - n * n);
                var ofReset = ofNew * TLanes.Load(newPart, i) * r * (one - r);
                var ofUpdate = upstream * (TLanes.Load(previous, i) - n) * z * (one - z);
                TLanes.Store(ofReset, reset, i);
                TLanes.Store(ofReset, resetPart, i);
                TLanes.Store(ofUpdate, update, i);
                TLanes.Store(ofUpdate, updatePart, i);
                TLanes.Store(ofNew, candidate, i);
                TLanes.Store(ofNew * r, newPart, i);
                TLanes.Store(Vector256.FusedMultiplyAdd(upstream, z, TLanes.Load(passedOn, i)), passedOn, i);
            }
        }
    }
}
