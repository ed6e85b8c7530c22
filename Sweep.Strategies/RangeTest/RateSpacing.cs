namespace Sweep.Strategies.RangeTest;

/// <summary>How the learning rates of a range test follow one another.</summary>
public enum RateSpacing
{
    /// <summary>Equal ratios from one rate to the next, both ends included: low · (high / low)^(i / (n − 1)). So does torch-lr-finder.</summary>
    Logarithmic = 0,

    /// <summary>Equal differences, both ends included: low + (high − low) · i / (n − 1).</summary>
    Linear = 1,

    /// <summary>As fastai has it, for comparison: low · (high / low)^(i / n), so that the upper end is not reached.</summary>
    FastAi = 2,

    /// <summary>As Lightning has it, for comparison: low, then low · (high / low)^((i + 1) / n), so that the first ratio is the square of the others.</summary>
    Lightning = 3,
}
