using System.Runtime.CompilerServices;

namespace Sweep.Strategies.Schedules;

/// <summary>What schedules share that cycle momentum against the learning rate.</summary>
internal static class MomentumRange
{
    /// <summary>Makes sure that both ends are given or neither, and that they are in order.</summary>
    public static void Require(double? lowest, double? highest, [CallerArgumentExpression(nameof(lowest))] string setting = "")
    {
        if (lowest is null != highest is null)
        {
            throw new ArgumentException(
                $"{setting} must be given together with the highest momentum; got the {(lowest is null ? "highest" : "lowest")} alone. Give both, or neither to leave momentum alone.", setting);
        }
        if (lowest > highest)
            throw new ArgumentException(FormattableString.Invariant($"{setting} must be at most the highest momentum, {highest}; got {lowest}."), setting);
    }

    /// <summary>The momentum beside a rate: the highest where the height is 0, the lowest where it is 1; null where momentum is left alone.</summary>
    public static double? At(double? lowest, double? highest, double height) => highest - (highest - lowest) * height;
}
