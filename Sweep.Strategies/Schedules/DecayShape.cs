namespace Sweep.Strategies.Schedules;

/// <summary>How a rate falls at the end of a training.</summary>
public enum DecayShape
{
    /// <summary>In a straight line.</summary>
    Linear,

    /// <summary>Along half a cosine.</summary>
    Cosine,

    /// <summary>As 1 − √ of the share that lies behind: fast at first.</summary>
    SquareRoot,

    /// <summary>By the same factor at each step.</summary>
    Exponential,
}
