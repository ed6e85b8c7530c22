namespace Sweep.Strategies.Validation;

/// <summary>What the order of the rows is to a splitter.</summary>
public enum SplitOrder
{
    /// <summary>Rows are shuffled, or come as they lie: both make sense.</summary>
    Free,

    /// <summary>Rows are drawn: there are no folds without chance.</summary>
    Drawn,

    /// <summary>Nothing: the folds are the same in any order, and every time.</summary>
    Fixed,

    /// <summary>Time: what comes later is never learned from.</summary>
    Time,
}
