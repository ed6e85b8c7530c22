namespace Sweep.Core.Training;

/// <summary>By what a training was seen to have diverged. The numbers are part of ledgers and checkpoints.</summary>
public enum DivergenceReason
{
    /// <summary>A loss, an element of a gradient or a weight was not a number.</summary>
    Nan = 1,

    /// <summary>A loss, an element of a gradient or a weight was infinite.</summary>
    Infinite = 2,

    /// <summary>The mean loss of an epoch was far above the loss before training.</summary>
    Loss = 3,
}
