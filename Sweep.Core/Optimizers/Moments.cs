using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;

namespace Sweep.Core.Optimizers;

/// <summary>The fading means of gradients and of their squares that Adam and its relatives keep.</summary>
internal readonly struct Moments(double beta1, double beta2, OptimizerMemory mean, OptimizerMemory meanSquare)
{
    private readonly Vector256<float> _beta1 = Vector256.Create((float)beta1);
    private readonly Vector256<float> _share1 = Vector256.Create((float)(1 - beta1));
    private readonly Vector256<float> _beta2 = Vector256.Create((float)beta2);
    private readonly Vector256<float> _share2 = Vector256.Create((float)(1 - beta2));

    /// <summary>Takes a gradient in, and hands both means back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<float> Mean, Vector256<float> MeanSquare) Next(Vector256<float> gradient, int index) => (
        mean.Store(index, Vector256.FusedMultiplyAdd(_beta1, mean.Load(index), _share1 * gradient)),
        meanSquare.Store(index, Vector256.FusedMultiplyAdd(_beta2, meanSquare.Load(index), _share2 * gradient * gradient)));
}
