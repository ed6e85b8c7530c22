namespace Sweep.Strategies.RangeTest;

/// <summary>How a running average of losses starts.</summary>
public enum AverageStart
{
    /// <summary>At 0, and divided by 1 − βᵗ, so that the first average is the first loss.</summary>
    Corrected = 0,

    /// <summary>At 0, and divided by 1 − βᵗ⁺¹, as Lightning does: the first average is half the first loss, and a constant loss seems to rise.</summary>
    CorrectedLate = 1,

    /// <summary>At the first loss, as in torch-lr-finder.</summary>
    FirstLoss = 2,
}
