namespace Sweep.Core.Contracts;

/// <summary>What is predicted, and how it is laid out as a target row.</summary>
public enum TargetKind
{
    /// <summary>A number: one column, in the target's own units.</summary>
    Number,

    /// <summary>One of two classes: one column, 0 for the first class and 1 for the second.</summary>
    TwoClasses,

    /// <summary>One of two or more classes: a column for each class, 1 in the row's own and 0 elsewhere.</summary>
    Classes,
}
