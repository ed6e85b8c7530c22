using System.Runtime.InteropServices;
using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Data;

/// <summary>Rows to learn from, held once in memory and read by every fit.</summary>
public sealed class Dataset
{
    private readonly float[] _features = [];
    private readonly SparseTable? _sparse;
    private readonly float[] _targets = [];
    private readonly float[] _window = [];
    private int[]? _classOfRows;

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
        : this(featureNames, target, targets, classes) => _sparse = Fitting(features);

    /// <summary>Takes over features that lie row by row, and the class of each row.</summary>
    /// <param name="featureNames">A name for each feature.</param>
    /// <param name="features">Shape [rows, features].</param>
    /// <param name="classOfRows">The number of each row's class, from 0.</param>
    /// <param name="classes">Names of the classes in their order.</param>
    public Dataset(IReadOnlyList<string> featureNames, float[] features, int[] classOfRows, IReadOnlyList<string> classes)
        : this(featureNames, TargetKind.Classes, [], classOfRows, classes)
    {
        _features = features;
        MatrixShape.Require(features.Length, Rows, featureNames.Count);
    }

    /// <summary>Takes over sparse features, and the class of each row.</summary>
    /// <inheritdoc cref="Dataset(IReadOnlyList{string}, float[], int[], IReadOnlyList{string})"/>
    public Dataset(IReadOnlyList<string> featureNames, SparseTable features, int[] classOfRows, IReadOnlyList<string> classes)
        : this(featureNames, TargetKind.Classes, [], classOfRows, classes) => _sparse = Fitting(features);

    // The same features and target, of other rows.
    private Dataset(Dataset like, float[] features, float[] targets, int[]? classOfRows)
        : this(like.FeatureNames, like.Target, targets, classOfRows, like.Classes)
    {
        (_features, RowShape, Categories, TargetName) = (features, like.RowShape, like.Categories, like.TargetName);
        MatrixShape.Require(features.Length, Rows, FeatureNames.Count);
    }

    private Dataset(IReadOnlyList<string> featureNames, TargetKind target, float[] targets, IReadOnlyList<string> classes)
        : this(featureNames, target, targets, target == TargetKind.Classes ? ClassesOf(targets, classes.Count) : null, classes)
    {
    }

    private Dataset(IReadOnlyList<string> featureNames, TargetKind target, float[] targets, int[]? classOfRows, IReadOnlyList<string> classes)
    {
        FeatureNames = featureNames;
        RowShape = new Shape(featureNames.Count);
        Target = target;
        Classes = classes;
        TargetColumns = target == TargetKind.Classes ? classes.Count : 1;
        _classOfRows = classOfRows;
        if (target == TargetKind.Classes)
        {
            Rows = classOfRows!.Length;
            _window = new float[(2 * classes.Count) - 1];
            _window[classes.Count - 1] = 1;
        }
        else
        {
            Rows = targets.Length;
            _targets = targets;
        }
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

    /// <summary>All targets, as <see cref="TargetKind"/> says.</summary>
    public TargetRows Targets => Target == TargetKind.Classes ? new(_classOfRows, _window) : new(_targets);

    /// <summary>The bytes that decide the targets.</summary>
    internal ReadOnlySpan<byte> TargetBytes =>
        Target == TargetKind.Classes ? MemoryMarshal.AsBytes<int>(_classOfRows) : MemoryMarshal.AsBytes<float>(_targets);

    /// <summary>The names of a feature's categories; null where it is a number.</summary>
    public IReadOnlyList<string>? CategoriesOf(int feature) => Categories.Count == 0 ? null : Categories[feature];

    /// <summary>The same rows, laid out as sequences or images.</summary>
    public Dataset As(Shape rowShape) => new(this, _features, _targets, _classOfRows) { RowShape = rowShape };

    /// <summary>The same rows, with the features that are 0 left out.</summary>
    public Dataset AsSparse() => IsSparse ? this : Target == TargetKind.Classes
        ? new(FeatureNames, SparseTable.Of(Features), _classOfRows!, Classes) { TargetName = TargetName }
        : new(FeatureNames, SparseTable.Of(Features), Target, _targets, Classes) { TargetName = TargetName };

    /// <summary>The rows without those whose features and target are all the same as an earlier row's.</summary>
    public Dataset WithoutRepeats()
    {
        // By their bits: a sum or a hash alone could take different rows for the same.
        var seen = new HashSet<int>(EqualityComparer<int>.Create(
            (one, other) => Bits(Features[one]).SequenceEqual(Bits(Features[other])) && Bits(Targets[one]).SequenceEqual(Bits(Targets[other])),
            row => HashOf(Features[row]) ^ HashOf(Targets[row])));
        int[] kept = [.. Enumerable.Range(0, Rows).Where(seen.Add)];
        return kept.Length == Rows ? this : new Dataset(
            this,
            Gather(Features, kept),
            Target == TargetKind.Classes ? [] : [.. kept.Select(row => _targets[row])],
            _classOfRows is null ? null : [.. kept.Select(row => _classOfRows[row])]);

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

    /// <summary>The class number of every row, or null for a numeric target. Everybody gets the same array, which is not to be written to.</summary>
    public int[]? ClassOfRows() => Target == TargetKind.Number ? null : _classOfRows ??= Array.ConvertAll(_targets, value => (int)value);

    private static int[] ClassesOf(float[] targets, int classes)
    {
        MatrixShape.Require(targets.Length, targets.Length / classes, classes);
        var classOfRows = new int[targets.Length / classes];
        for (int row = 0; row < classOfRows.Length; row++)
        {
            classOfRows[row] = targets.AsSpan(row * classes, classes).IndexOf(1f);
            if (classOfRows[row] < 0)
                throw new ArgumentException($"Every row needs a 1 in the column of its class; row {row} has none.", nameof(targets));
        }
        return classOfRows;
    }

    private SparseTable Fitting(SparseTable features) => features.Rows.Rows == Rows && features.Rows.ColumnCount == FeatureNames.Count
        ? features
        : throw new ArgumentException(
            $"{Rows} rows of {FeatureNames.Count} features are needed; got {features.Rows.Rows} of {features.Rows.ColumnCount}.", nameof(features));

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
