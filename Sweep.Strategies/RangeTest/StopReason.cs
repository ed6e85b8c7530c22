namespace Sweep.Strategies.RangeTest;

/// <summary>Why a replicate of a range test ended. The numbers are part of result logs.</summary>
public enum StopReason
{
    /// <summary>It has tried all rates.</summary>
    EndOfRange = 0,

    /// <summary>The loss rose far above its best.</summary>
    Diverged = 1,

    /// <summary>A loss or a gradient was not a number.</summary>
    Nan = 2,

    /// <summary>A loss was infinite.</summary>
    Infinite = 3,

    /// <summary>A gradient was beyond single precision while the loss was finite.</summary>
    GradientOverflow = 4,
}
