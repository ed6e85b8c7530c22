using System.Runtime.InteropServices;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Data;

/// <summary>Rows to learn from, held once in memory and read by every fit.</summary>
public sealed class Dataset
{
    private readonly float[] _features = [];
    private readonly SparseTable? _sparse;
    private readonly float[] _targets;

    /// <summary>Takes over features and targets that lie row by row.</summary>
    /// <param name="featureNames">A name for each feature.</param>
    /// <param name="features">Shape [rows, features].</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="targets">Shape [rows, target columns], laid out as <see cref="TargetKind"/> says.</param>
    /// <param name="classes">Names of the classes in their order; empty for a numeric target.</param>
    public Dataset(
        IReadOnlyList<string> featureNames, float[] features, TargetKind target, float[] targets, IReadOnlyList<string> classes)
        : this(featureNames, target, targets, classes)
    {
        _features = features;
        MatrixShape.Require(features.Length, Rows, featureNames.Count);
    }

    /// <summary>Takes over sparse features, and targets that lie row by row.</summary>
    /// <inheritdoc cref="Dataset(IReadOnlyList{string}, float[], TargetKind, float[], IReadOnlyList{string})"/>
    public Dataset(
        IReadOnlyList<string> featureNames, SparseTable features, TargetKind target, float[] targets, IReadOnlyList<string> classes)
        : this(featureNames, target, targets, classes)
    {
        _sparse = features;
        if (features.Rows.Rows != Rows || features.Rows.ColumnCount != featureNames.Count)
            throw new ArgumentException(
                $"{Rows} rows of {featureNames.Count} features are needed; got {features.Rows.Rows} of {features.Rows.ColumnCount}.", nameof(features));
    }

    // The same features and target, of other rows.
    private Dataset(Dataset like, float[] features, float[] targets)
        : this(like.FeatureNames, features, like.Target, targets, like.Classes) =>
        (RowShape, Categories, TargetName) = (like.RowShape, like.Categories, like.TargetName);

    private Dataset(IReadOnlyList<string> featureNames, TargetKind target, float[] targets, IReadOnlyList<string> classes)
    {
        FeatureNames = featureNames;
        RowShape = new Shape(featureNames.Count);
        Target = target;
        Classes = classes;
        TargetColumns = target == TargetKind.Classes ? classes.Count : 1;
        Rows = targets.Length / TargetColumns;
        _targets = targets;
        MatrixShape.Require(targets.Length, Rows, TargetColumns);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>A name for each feature.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>How the features of a row lie, where they are more than a list: steps of a sequence, pixels of an image.</summary>
    public Shape RowShape
    {
        get;
        init => field = value.Count == FeatureNames.Count
            ? value
            : throw new ArgumentException($"Rows of {FeatureNames.Count} features can't be {value}, which has {value.Count} values.", nameof(RowShape));
    }

    /// <summary>For each feature the names of its categories, whose numbers the rows have; null where it is a number. Empty where all are.</summary>
    public IReadOnlyList<IReadOnlyList<string>?> Categories { get; init; } = [];

    /// <summary>The features that some rows have no value of, ascending: it is not a number (NaN) there.</summary>
    public IReadOnlyList<int> Incomplete => field ??= FindIncomplete();

    /// <summary>How many features there are that differ in more than their step or pixel.</summary>
    internal int FeatureGroups => RowShape.Rank > 1 ? RowShape.Last : FeatureNames.Count;

    /// <summary>Whether only features that are not 0 are kept.</summary>
    public bool IsSparse => _sparse is not null;

    /// <summary>Names of the classes in their order; empty for a numeric target.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What is predicted.</summary>
    public TargetKind Target { get; }

    /// <summary>What the target is called.</summary>
    public string TargetName { get; init; } = "target";

    /// <summary>Columns of a target row: the number of outputs that a network needs.</summary>
    public int TargetColumns { get; }

    /// <summary>All features. Shape [rows, features]; none where they are sparse.</summary>
    public ReadOnlyMatrixSpan Features => IsSparse ? default : new(_features, Rows, FeatureNames.Count);

    /// <summary>All features where they are sparse.</summary>
    public SparseRows SparseFeatures => _sparse is null ? default : _sparse.Rows;

    /// <summary>All targets. Shape [rows, target columns].</summary>
    public ReadOnlyMatrixSpan Targets => new(_targets, Rows, TargetColumns);

    /// <summary>The names of a feature's categories; null where it is a number.</summary>
    public IReadOnlyList<string>? CategoriesOf(int feature) => Categories.Count == 0 ? null : Categories[feature];

    /// <summary>The same rows, laid out as sequences or images.</summary>
    public Dataset As(Shape rowShape) => new(this, _features, _targets) { RowShape = rowShape };

    /// <summary>The same rows, with the features that are 0 left out.</summary>
    public Dataset AsSparse() => IsSparse ? this : new(FeatureNames, SparseTable.Of(Features), Target, _targets, Classes) { TargetName = TargetName };

    /// <summary>The rows without those whose features and target are all the same as an earlier row's.</summary>
    public Dataset WithoutRepeats()
    {
        // By their bits: a sum or a hash alone could take different rows for the same.
        var seen = new HashSet<int>(EqualityComparer<int>.Create(
            (one, other) => Bits(Features[one]).SequenceEqual(Bits(Features[other])) && Bits(Targets[one]).SequenceEqual(Bits(Targets[other])),
            row => HashOf(Features[row]) ^ HashOf(Targets[row])));
        int[] kept = [.. Enumerable.Range(0, Rows).Where(seen.Add)];
        return kept.Length == Rows ? this : new Dataset(this, Gather(Features, kept), Gather(Targets, kept));

        static ReadOnlySpan<byte> Bits(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values);

        static int HashOf(ReadOnlySpan<float> values)
        {
            var hash = new HashCode();
            hash.AddBytes(Bits(values));
            return hash.ToHashCode();
        }

        static float[] Gather(ReadOnlyMatrixSpan from, int[] rows)
        {
            var values = new float[rows.Length * from.Columns];
            for (int i = 0; i < rows.Length; i++)
                from[rows[i]].CopyTo(values.AsSpan(i * from.Columns));
            return values;
        }
    }

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

    private int[] FindIncomplete()
    {
        var incomplete = new bool[FeatureNames.Count];
        for (int row = 0; row < Features.Rows; row++)
        {
            var values = Features[row];
            for (int feature = 0; feature < values.Length; feature++)
                incomplete[feature] |= float.IsNaN(values[feature]);
        }
        return [.. Enumerable.Range(0, incomplete.Length).Where(feature => incomplete[feature])];
    }
}
