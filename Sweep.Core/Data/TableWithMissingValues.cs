using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A table in which some values stand for missing ones.</summary>
/// <param name="table">The table as its files have it.</param>
/// <param name="marks">The texts that stand for a missing value, such as "NA" or "?". One that is a number, such as "-999", stands for all that equal it.</param>
public sealed class TableWithMissingValues(ITable table, IReadOnlyCollection<string> marks) : ITable
{
    /// <inheritdoc/>
    public string Name => table.Name;

    /// <inheritdoc/>
    public IReadOnlyList<DataFile> Files => table.Files;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => table.Columns;

    /// <inheritdoc/>
    public string? Target => table.Target;

    /// <inheritdoc/>
    public Shape? FeatureShape => table.FeatureShape;

    /// <inheritdoc/>
    public ITableRows Open() => new RowsWithMissingValues(table.Open(), marks);
}
