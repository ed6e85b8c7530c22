using System.Runtime.CompilerServices;

namespace Sweep.Core.Numerics;

/// <summary>The rule that a matrix and the memory under it keep.</summary>
internal static class MatrixShape
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require(int length, int rows, int columns)
    {
        // Kernels do not look at the memory's length again: a product that wraps around to it must not pass.
        if (length != (long)rows * columns)
            Refuse(length, rows, columns);
    }

    private static void Refuse(int length, int rows, int columns) =>
        throw new ArgumentException($"A matrix of {rows} × {columns} needs {(long)rows * columns} values; got {length}.");
}
