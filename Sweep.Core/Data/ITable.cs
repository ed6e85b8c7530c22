using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A table in files of some format: columns with names, and rows that can be gone through as often as needed.</summary>
/// <remarks>
/// Opening one reads its header alone. Who goes through it takes what is needed of each row, so that a file may be larger than memory: the
/// first time to see what is in it, the second time to fill arrays of exactly the right size. What is wrong in a file is an
/// <see cref="InputException"/> that says where.
/// </remarks>
public interface ITable
{
    /// <summary>What messages call it: its path, as a person would type it.</summary>
    string Name { get; }

    /// <summary>The files whose bytes decide what it says, in a fixed order.</summary>
    IReadOnlyList<DataFile> Files { get; }

    /// <summary>The names of the columns, all different and none empty.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The column that is the target by the rules of the format, as labels beside images are; null: the format has none.</summary>
    string? Target => null;

    /// <summary>How the columns beside <see cref="Target"/> lie in a row, where the file says more than their number; null: it does not.</summary>
    Shape? FeatureShape => null;

    /// <summary>Begins before the first row. The caller disposes what it gets, and may have several at a time.</summary>
    ITableRows Open();
}
