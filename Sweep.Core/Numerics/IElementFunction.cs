using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>A function applied to each element alone. A struct, so that a loop over elements contains it; its settings are its fields.</summary>
public interface IElementFunction
{
    /// <summary>The function's value for eight elements.</summary>
    Vector256<float> Of(Vector256<float> x);
}
