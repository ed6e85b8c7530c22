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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void StepForward(in RecurrentStep step)
    {
        for (int row = 0; row < step.Hidden.Rows; row++)
        {
            Span<float> gates = step.Gates[row], reset = gates[..Units], update = gates.Slice(Units, Units), candidate = gates[(2 * Units)..];
            ReadOnlySpan<float> part = step.RecurrentPart[row], previous = step.PreviousHidden[row];
            for (int i = 0; i < Units; i += Lanes.Width)
            {
                var r = Elementary.Sigmoid(Lanes.Load(reset, i) + Lanes.Load(part[..Units], i));
                var z = Elementary.Sigmoid(Lanes.Load(update, i) + Lanes.Load(part.Slice(Units, Units), i));
                var n = Elementary.Tanh(Vector256.FusedMultiplyAdd(r, Lanes.Load(part[(2 * Units)..], i), Lanes.Load(candidate, i)));
                Lanes.Store(r, reset, i);
                Lanes.Store(z, update, i);
                Lanes.Store(n, candidate, i);
                Lanes.Store(Vector256.FusedMultiplyAdd(z, Lanes.Load(previous, i) - n, n), step.Hidden[row], i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void StepBackward(in RecurrentStep step)
    {
        var one = Vector256<float>.One;
        for (int row = 0; row < step.Hidden.Rows; row++)
        {
            Span<float> gates = step.Gates[row], reset = gates[..Units], update = gates.Slice(Units, Units), candidate = gates[(2 * Units)..];
            var part = step.RecurrentPart[row];
            var passedOn = step.PreviousHiddenGradient[row];
            for (int i = 0; i < Units; i += Lanes.Width)
            {
                Vector256<float> r = Lanes.Load(reset, i), z = Lanes.Load(update, i), n = Lanes.Load(candidate, i);
                var upstream = Lanes.Load(step.HiddenGradient[row], i);
                var ofNew = upstream * (one - z) * (one - n * n);
                var ofReset = ofNew * Lanes.Load(part[(2 * Units)..], i) * r * (one - r);
                var ofUpdate = upstream * (Lanes.Load(step.PreviousHidden[row], i) - n) * z * (one - z);
                Lanes.Store(ofReset, reset, i);
                Lanes.Store(ofReset, part[..Units], i);
                Lanes.Store(ofUpdate, update, i);
                Lanes.Store(ofUpdate, part.Slice(Units, Units), i);
                Lanes.Store(ofNew, candidate, i);
                Lanes.Store(ofNew * r, part[(2 * Units)..], i);
                Lanes.Store(Vector256.FusedMultiplyAdd(upstream, z, Lanes.Load(passedOn, i)), passedOn, i);
            }
        }
    }
}
