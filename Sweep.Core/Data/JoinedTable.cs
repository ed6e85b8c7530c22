using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>The rows of several tables with the same columns, one table after the other.</summary>
internal sealed class JoinedTable : ITable
{
    private readonly IReadOnlyList<ITable> _parts;

    /// <summary>Joins tables.</summary>
    /// <exception cref="InputException">Their columns differ.</exception>
    public JoinedTable(string name, IReadOnlyList<ITable> parts)
    {
        (Name, _parts) = (name, parts);
        foreach (var part in parts.Skip(1))
        {
            if (!part.Columns.SequenceEqual(Columns) || part.Target != Target || !Equals(part.FeatureShape, FeatureShape))
            {
                throw new InputException(
                    $"{part.Name}: files of one folder must have the same columns in the same order; these are not those of {parts[0].Name}. Correct it, or take it out of the folder.");
            }
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DataFile> Files => [.. _parts.SelectMany(part => part.Files)];

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => _parts[0].Columns;

    /// <inheritdoc/>
    public string? Target => _parts[0].Target;

    /// <inheritdoc/>
    public Shape? FeatureShape => _parts[0].FeatureShape;

    /// <inheritdoc/>
    public ITableRows Open() => new JoinedRows(_parts);
}
