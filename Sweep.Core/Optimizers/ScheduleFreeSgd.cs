using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>Gradient descent that needs no schedule: an average of its path is kept.</summary>
/// <remarks>
/// <code>d(y) = g + λ·y</code>
/// The rest is in <see cref="ScheduleFree"/>. Source: Defazio et al. 2024, "The road less scheduled", eqs. 3–5. The decay is taken at y; its two forms
/// are one here.
/// </remarks>
public sealed record ScheduleFreeSgd : ScheduleFree
{
    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        var decaying = DecayBiases ? null : state.Multiplying;
        Elementwise.Update(new Rule(Take(weights, state, learningRate), (float)WeightDecay, decaying), weights, gradient);
    }

    private readonly struct Rule(Path path, float strength, OptimizerMemory? decaying) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index) =>
            path.Next(Vector256.FusedMultiplyAdd(Share(strength, decaying, index), weight, gradient), index);
    }
}
