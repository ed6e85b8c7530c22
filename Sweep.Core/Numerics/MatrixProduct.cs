using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>The three matrix products that training needs.</summary>
/// <remarks>
/// Every element of a result is one chain of fused multiply-adds, in the order of the summed index. Tiling changes which
/// elements are computed together, never that order, so the bits do not depend on the processor.
/// </remarks>
public static unsafe class MatrixProduct
{
    /// <summary>result = left · right, or result += left · right.</summary>
    /// <param name="left">Shape [m, k].</param>
    /// <param name="right">Shape [k, n].</param>
    /// <param name="result">Shape [m, n]; must not overlap the others.</param>
    /// <param name="accumulate">Whether to add to what the result holds.</param>
    public static void Multiply(ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, MatrixSpan result, bool accumulate = false)
    {
        Require(left.Columns == right.Rows && left.Rows == result.Rows && right.Columns == result.Columns, left, right, result);
        Run(left.Values, left.Columns, 1, right, false, default, result, left.Columns, accumulate);
    }

    /// <summary>result = bias + left · right, the same bias for every row.</summary>
    /// <param name="left">Shape [m, k].</param>
    /// <param name="right">Shape [k, n].</param>
    /// <param name="bias">n values, where the sums start.</param>
    /// <param name="result">Shape [m, n]; must not overlap the others.</param>
    public static void Multiply(ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, ReadOnlySpan<float> bias, MatrixSpan result)
    {
        Require(left.Columns == right.Rows && left.Rows == result.Rows && right.Columns == result.Columns, left, right, result);
        if (bias.Length != result.Columns)
            throw new ArgumentException($"A bias must have a value for each of the {result.Columns} columns; got {bias.Length}.", nameof(bias));
        Run(left.Values, left.Columns, 1, right, false, bias, result, left.Columns, false);
    }

    /// <summary>result = leftᵀ · right, or result += leftᵀ · right: the gradient of weights.</summary>
    /// <param name="left">Shape [k, m].</param>
    /// <param name="right">Shape [k, n].</param>
    /// <param name="result">Shape [m, n]; must not overlap the others.</param>
    /// <param name="accumulate">Whether to add to what the result holds.</param>
    public static void MultiplyLeftTransposed(ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, MatrixSpan result, bool accumulate = false)
    {
        Require(left.Rows == right.Rows && left.Columns == result.Rows && right.Columns == result.Columns, left, right, result);
        Run(left.Values, 1, left.Columns, right, false, default, result, left.Rows, accumulate);
    }

    /// <summary>result = left · rightᵀ, or result += left · rightᵀ: the gradient of inputs.</summary>
    /// <param name="left">Shape [m, k].</param>
    /// <param name="right">Shape [n, k].</param>
    /// <param name="result">Shape [m, n]; must not overlap the others.</param>
    /// <param name="accumulate">Whether to add to what the result holds.</param>
    public static void MultiplyRightTransposed(
        ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, MatrixSpan result, bool accumulate = false)
    {
        Require(left.Columns == right.Columns && left.Rows == result.Rows && right.Rows == result.Columns, left, right, result);
        Run(left.Values, left.Columns, 1, right, true, default, result, left.Columns, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Require(bool fits, ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, ReadOnlyMatrixSpan result)
    {
        if (!fits)
            Refuse(left, right, result);
    }

    private static void Refuse(ReadOnlyMatrixSpan left, ReadOnlyMatrixSpan right, ReadOnlyMatrixSpan result) => throw new ArgumentException(
        $"The shapes of a product must agree; got {left.Rows} × {left.Columns}, {right.Rows} × {right.Columns} " +
        $"and a result of {result.Rows} × {result.Columns}.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(
        ReadOnlySpan<float> left, nint leftRow, nint leftStep, ReadOnlyMatrixSpan right, bool rightTransposed,
        ReadOnlySpan<float> bias, MatrixSpan result, int depth, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Vectors512, Vector512<float>>(left, leftRow, leftStep, right, rightTransposed, bias, result, depth, accumulate);
        else
            Run<Vectors256, Vector256<float>>(left, leftRow, leftStep, right, rightTransposed, bias, result, depth, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TWidth, TVector>(
        ReadOnlySpan<float> left, nint leftRow, nint leftStep, ReadOnlyMatrixSpan right, bool rightTransposed,
        ReadOnlySpan<float> bias, MatrixSpan result, int depth, bool accumulate)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        fixed (float* a = left, b = right.Values, start = bias, c = result.Values)
        {
            new ProductPanels<TWidth, TVector>
            {
                Left = a,
                LeftRow = leftRow,
                LeftStep = leftStep,
                Right = b,
                RightRow = right.Columns,
                RightTransposed = rightTransposed,
                Bias = start,
                Result = c,
                Accumulate = accumulate,
                Rows = result.Rows,
                Columns = result.Columns,
                Depth = depth,
            }.Run();
        }
    }
}
