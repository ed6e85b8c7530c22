using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Data;

/// <summary>Rows to learn from, held once in memory and read by every fit.</summary>
public sealed class Dataset
{
    private readonly float[] _features;
    private readonly float[] _targets;

    /// <summary>Takes over features and targets that lie row by row.</summary>
    /// <param name="featureNames">A name for each feature.</param>
    /// <param name="features">Shape [rows, features].</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="targets">Shape [rows, target columns], laid out as <see cref="TargetKind"/> says.</param>
    /// <param name="classes">Names of the classes in their order; empty for a numeric target.</param>
    public Dataset(
        IReadOnlyList<string> featureNames, float[] features, TargetKind target, float[] targets, IReadOnlyList<string> classes)
    {
        FeatureNames = featureNames;
        Target = target;
        Classes = classes;
        TargetColumns = target == TargetKind.Classes ? classes.Count : 1;
        Rows = targets.Length / TargetColumns;
        (_features, _targets) = (features, targets);
        MatrixShape.Require(features.Length, Rows, featureNames.Count);
        MatrixShape.Require(targets.Length, Rows, TargetColumns);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>A name for each feature.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Names of the classes in their order; empty for a numeric target.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What is predicted.</summary>
    public TargetKind Target { get; }

    /// <summary>Columns of a target row: the number of outputs that a network needs.</summary>
    public int TargetColumns { get; }

    /// <summary>All features. Shape [rows, features].</summary>
    public ReadOnlyMatrixSpan Features => new(_features, Rows, FeatureNames.Count);

    /// <summary>All targets. Shape [rows, target columns].</summary>
    public ReadOnlyMatrixSpan Targets => new(_targets, Rows, TargetColumns);

    /// <summary>The class number of every row, or null for a numeric target.</summary>
    public int[]? ClassOfRows()
    {
        if (Target == TargetKind.Number)
            return null;

        var classes = new int[Rows];
        for (int row = 0; row < Rows; row++)
            classes[row] = Target == TargetKind.TwoClasses ? (int)Targets[row][0] : Targets[row].IndexOf(1f);
        return classes;
    }
}
