using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>A rectifier that lets some of what is below 0 through: x above 0, slope·x elsewhere.</summary>
/// <remarks>Source: Maas, Hannun and Ng 2013, "Rectifier nonlinearities improve neural network acoustic models". Its slope at 0 is taken as the one below.</remarks>
public sealed record LeakyRelu : Activation<LeakyRelu.Function>
{
    /// <summary>The slope below 0, at least 0.</summary>
    public double Slope { get; init => field = Check.NotNegative(value); } = 0.01;

    private protected override Function Make() => new((float)Slope);

    /// <summary>The function on eight values.</summary>
    public readonly struct Function(float slope) : IElementFunction, IElementGradient
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) =>
            Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x, Vector256.Create(slope) * x);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y) =>
            Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), Vector256<float>.One, Vector256.Create(slope));
    }
}
