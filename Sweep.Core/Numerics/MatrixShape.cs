using System.Runtime.CompilerServices;

namespace Sweep.Core.Numerics;

/// <summary>The rule that a matrix and the memory under it keep.</summary>
internal static class MatrixShape
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require(int length, int rows, int columns)
    {
        if (length != rows * columns)
            Refuse(length, rows, columns);
    }

    private static void Refuse(int length, int rows, int columns) =>
        throw new ArgumentException($"A matrix of {rows} × {columns} needs {(long)rows * columns} values; got {length}.");
}
