namespace Sweep.Core.Training;

/// <summary>What of a gradient is held to a limit.</summary>
public enum ClippedBy
{
    /// <summary>The Euclidean norm over all weights together.</summary>
    Norm,

    /// <summary>The sum of the absolute values of all elements: the norm of order 1.</summary>
    SumNorm,

    /// <summary>The largest absolute value of an element: the norm of order infinity.</summary>
    LargestNorm,

    /// <summary>Every element by itself.</summary>
    Value,
}
