using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>The rows of a table, one after the other.</summary>
public interface ITableRows : IDisposable
{
    /// <summary>Where this row stands, as messages say it: "line 7" of a text, "row 7" otherwise, both from 1.</summary>
    string Place { get; }

    /// <summary>Goes to the next row, or before it to the first.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InputException">The row is not as it must be.</exception>
    bool Read();

    /// <summary>What this row has in a column, and its number where it is one.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="number">The number, which may be infinite; of what is none, NaN.</param>
    FieldKind Read(int column, out double number);

    /// <summary>What this row has in a column as a text, whatever it is; good until anything else is asked for. A number of a binary file is in its shortest form.</summary>
    /// <param name="column">From 0.</param>
    ReadOnlySpan<char> Text(int column);
}
