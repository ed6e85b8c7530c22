namespace Sweep.Strategies.RangeTest;

/// <summary>A learning rate that a range test names.</summary>
public enum TestedPoint
{
    /// <summary>The rate that it suggests.</summary>
    Suggestion,

    /// <summary>The rate at which the loss begins to fall.</summary>
    Floor,

    /// <summary>The highest rate before the loss turns up.</summary>
    Peak,
}
