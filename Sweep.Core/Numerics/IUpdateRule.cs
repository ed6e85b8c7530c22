using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>How one step of an optimizer moves eight weights. A struct, so that the loop over the weights contains it.</summary>
public interface IUpdateRule
{
    /// <summary>The next values of weights <paramref name="index"/> to <paramref name="index"/> + 7.</summary>
    /// <param name="weight">The weights now.</param>
    /// <param name="gradient">The loss's gradient with respect to them.</param>
    /// <param name="index">Where they stand; the rule reads and writes its memories there.</param>
    Vector256<float> Next(Vector256<float> weight, Vector256<float> gradient, int index);
}
