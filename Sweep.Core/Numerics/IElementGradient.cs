using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>The derivative of a function of one element.</summary>
public interface IElementGradient
{
    /// <summary>The derivative at <paramref name="x"/>, where the function takes the values <paramref name="y"/>.</summary>
    Vector256<float> At(Vector256<float> x, Vector256<float> y);
}
