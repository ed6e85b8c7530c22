using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;

namespace Sweep.Core.Optimizers;

/// <summary>What schedule-free rules share: an average of the path takes the place of a falling learning rate.</summary>
/// <remarks>
/// <code>
/// γ = lr · min(1, t / warmup)
/// z = z − γ · d(y)                                the rule's own step, from the slope at y
/// x = (1 − c)·x + c·z,   c = γ² / Σ γ²
/// y = β·x + (1 − β)·z                             the weights in training; x is what is judged and kept
/// </code>
/// Source: Defazio et al. 2024, "The road less scheduled", eqs. 3–5 and algorithm 1. What layers learn without a gradient is learned
/// at y.
/// </remarks>
public abstract record ScheduleFree : Optimizer, IOptimizer
{
    /// <summary>Share β of the average in the weights that gradients are taken at, in [0, 1).</summary>
    public double Interpolation { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Steps over which the rate climbs from nothing. At least 0.</summary>
    public int WarmupSteps { get; init => field = Check.AtLeast(0, value); }

    ReadOnlySpan<float> IOptimizer.Shipped(ReadOnlySpan<float> weights, OptimizerState state) =>
        state.Step == 0 ? weights : state.Memory("average").Values;

    /// <summary>The way of a step, from the rate that the base rule would have.</summary>
    private protected Path Take(ReadOnlySpan<float> weights, OptimizerState state, double learningRate)
    {
        var (path, average) = (state.Memory("path"), state.Memory("average"));
        if (state.Step == 1)
        {
            weights.CopyTo(path.Values);
            weights.CopyTo(average.Values);
        }
        double rate = learningRate * Math.Min(1, WarmupSteps == 0 ? 1 : (double)state.Step / WarmupSteps);
        var sum = state.Number("sum_of_squared_rates");
        sum.Value += rate * rate;
        return new Path(path, average, (float)rate, sum.Value == 0 ? 0 : (float)(rate * rate / sum.Value), (float)(1 - Interpolation));
    }

    /// <summary>One step of the three sequences.</summary>
    private protected readonly struct Path(OptimizerMemory path, OptimizerMemory average, float rate, float share, float distance)
    {
        private readonly Vector256<float> _rate = Vector256.Create(rate);
        private readonly Vector256<float> _share = Vector256.Create(share);
        private readonly Vector256<float> _distance = Vector256.Create(distance);

        /// <summary>Where the next gradient is taken.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Next(Vector256<float> direction, int index)
        {
            // Written as distances, so that three sequences at one place stay there.
            var z = path.Store(index, Vector256.FusedMultiplyAdd(-_rate, direction, path.Load(index)));
            var x = average.Load(index);
            x = average.Store(index, Vector256.FusedMultiplyAdd(_share, z - x, x));
            return Vector256.FusedMultiplyAdd(_distance, z - x, x);
        }
    }
}
