namespace Sweep.Strategies.Schedules;

/// <summary>How a rate rises in a warm-up.</summary>
public enum WarmUpShape
{
    /// <summary>In a straight line.</summary>
    Linear,

    /// <summary>Along half a cosine.</summary>
    Cosine,

    /// <summary>By the same factor at each step.</summary>
    Exponential,

    /// <summary>Not at all: it jumps at the end, as in PyTorch's ConstantLR.</summary>
    Constant,
}
