using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>The derivative of a function of one element, told from the function's value.</summary>
public interface IElementGradient
{
    /// <summary>The derivative where the function takes the values <paramref name="y"/>.</summary>
    static abstract Vector256<float> At(Vector256<float> y);
}
