using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>An array of features, x0, x1 and so on, and beside it perhaps another one with the target of each row.</summary>
internal sealed class ArrayTable : ITable
{
    private readonly NumberArray _features;
    private readonly NumberArray? _target;

    /// <summary>Makes a table of an array.</summary>
    public ArrayTable(string name, IReadOnlyList<DataFile> files, NumberArray features)
    {
        (Name, Files, _features) = (name, files, features);
        Columns = new NumberedNames("x", features.Header.Columns);
        FeatureShape = features.Header.Sizes.Count > 2 ? new Shape([.. features.Header.Sizes.Skip(1)]) : null;
    }

    /// <summary>Makes a table of two arrays.</summary>
    /// <exception cref="InputException">They do not fit.</exception>
    public ArrayTable(string name, IReadOnlyList<DataFile> files, NumberArray features, NumberArray target, string targetName)
        : this(name, files, features)
    {
        if (target.Header.Columns != 1)
        {
            throw new InputException(
                $"{target.Name}: the target must be one value a row; this array has {target.Header.Columns}. "
                + "If these are classes, one column for each, save their numbers instead: y.argmax(axis=1).");
        }
        if (target.Header.Rows != features.Header.Rows)
        {
            throw new InputException(
                $"{target.Name}: there must be a target for each row of {features.Name}, which has {features.Header.Rows} rows; got {target.Header.Rows}. Are these two of one data set?");
        }
        (_target, Target) = (target, targetName);
        Columns = new NumberedNames("x", features.Header.Columns, targetName);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DataFile> Files { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public string? Target { get; }

    /// <inheritdoc/>
    public Shape? FeatureShape { get; init; }

    /// <inheritdoc/>
    public ITableRows Open() => new ArrayTableRows(_features, _target);
}
