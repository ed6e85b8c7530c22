namespace Sweep.Core.Profiles;

/// <summary>What a column says about the target that makes it suspicious: that it is the target in other words, and not known when something is predicted.</summary>
public enum TargetHint
{
    /// <summary>Nothing of the kind.</summary>
    None,

    /// <summary>It is the target, row by row.</summary>
    Equal,

    /// <summary>Each of its values comes with one value of the target, and with no other.</summary>
    Determines,

    /// <summary>The classes of the target have ranges of it that do not overlap.</summary>
    Separates,

    /// <summary>It is the target on another scale: their correlation is 1 or −1, but for rounding.</summary>
    Correlates,
}
