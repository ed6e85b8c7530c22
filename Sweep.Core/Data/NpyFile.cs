using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>A file of NumPy's format NPY: one array of numbers. Its columns are x0, x1 and so on.</summary>
public static class NpyFile
{
    /// <summary>Whether a file begins as one of this format does.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start.StartsWith(NpyHeader.Magic);

    /// <summary>Opens an array as a table: its first dimension is the rows.</summary>
    /// <exception cref="InputException">It cannot be read, or is no array of numbers.</exception>
    public static ITable Open(DataFile file) => new ArrayTable(file.Name, [file], Array(file));

    /// <summary>The array in a file.</summary>
    internal static NumberArray Array(DataFile file) => NumberArray.Of(file.Name, NpyHeader.Read, file.Open);
}
