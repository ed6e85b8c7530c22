using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>What a file says about the array in it.</summary>
/// <param name="Element">What its elements are.</param>
/// <param name="IsBigEndian">Whether the first byte of an element is its highest.</param>
/// <param name="IsFortran">Whether the first dimension varies fastest, so that columns lie one after the other; otherwise the last one does.</param>
/// <param name="Start">Where the first element begins.</param>
/// <param name="Sizes">The sizes of its dimensions, the first one rows.</param>
internal sealed record ArrayHeader(ElementType Element, bool IsBigEndian, bool IsFortran, long Start, IReadOnlyList<int> Sizes)
{
    // More than anybody needs in a row, and few enough to keep some rows in memory.
    private const int MostColumns = 1 << 20;

    /// <summary>Number of rows.</summary>
    public int Rows => Sizes[0];

    /// <summary>Elements of a row.</summary>
    public int Columns { get; } = Sizes.Skip(1).Aggregate(1, (product, size) => product * size);

    /// <summary>Bytes of all elements.</summary>
    public long Bytes => (long)Rows * Columns * Elements.SizeOf(Element);

    /// <summary>Makes sure that the array has rows, and that they are in the file.</summary>
    /// <param name="stream">The file, which stands before the first element.</param>
    /// <param name="name">What messages call it.</param>
    public ArrayHeader RequireIn(DataStream stream, string name)
    {
        string shape = $"[{string.Join(", ", Sizes)}]";
        if (Sizes.Count == 0)
            throw new InputException($"{name}: the array must have rows; this is a single number. Save an array of rows.");
        if (Sizes.Any(size => size < 1))
            throw new InputException($"{name}: the array must have at least one row and one value in it; its shape is {shape}.");
        if (Sizes.Skip(1).Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue)) > MostColumns)
            throw new InputException($"{name}: a row can have {MostColumns} values; the shape of the array is {shape}. Is its first dimension the rows?");

        long left = stream.MostLength - Start;
        if (Bytes > left)
        {
            throw new InputException(
                $"{name}: an array of shape {shape} takes {Bytes} bytes; the file has {(stream.IsPacked ? "at most " : "")}{Math.Max(left, 0)} for it. Copy or download it again.");
        }
        return stream.IsPacked || Bytes == left
            ? this
            : throw new InputException($"{name}: an array of shape {shape} takes {Bytes} bytes; the file has {left} for it. A file can hold one array, and no more.");
    }
}
