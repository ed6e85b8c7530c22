namespace Sweep.Strategies.Validation;

/// <summary>What a splitter has to know of rows beyond their number.</summary>
[Flags]
public enum SplitNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The class of each row.</summary>
    Classes = 1,

    /// <summary>The group of each row.</summary>
    Groups = 2,

    /// <summary>The fold that each row is given to.</summary>
    Folds = 4,
}
