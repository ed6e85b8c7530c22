using System.Globalization;

namespace Sweep.Core.Contracts;

/// <summary>A whole number for each of the two sides of an image; study files may write one for both.</summary>
/// <param name="Height">What holds from top to bottom.</param>
/// <param name="Width">What holds from left to right.</param>
public readonly record struct Pair(int Height, int Width)
{
    /// <summary>The same number for both sides.</summary>
    public static implicit operator Pair(int both) => new(both, both);

    /// <summary>A number for each side.</summary>
    public static implicit operator Pair((int Height, int Width) sides) => new(sides.Height, sides.Width);

    /// <summary>As a study file has it: "3", or "[3, 2]" where the sides differ.</summary>
    public override string ToString() => Height == Width
        ? Height.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"[{Height}, {Width}]");
}
