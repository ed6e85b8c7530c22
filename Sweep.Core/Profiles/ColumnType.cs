namespace Sweep.Core.Profiles;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary>All are missing.</summary>
    Empty,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>Numbers, and texts that are none.</summary>
    Mixed,
}
