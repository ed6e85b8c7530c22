namespace Sweep.Core.Data;

/// <summary>How features are brought to a common scale.</summary>
public enum Scaling
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To mean 0 and standard deviation 1.</summary>
    Standardize,

    /// <summary>To a largest absolute value of 1; what is 0 stays 0.</summary>
    MaxAbs,
}
