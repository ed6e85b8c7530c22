namespace Sweep.Core.Numerics;

/// <summary>Brings all singular values of a matrix near 1, by matrix products alone.</summary>
/// <remarks>
/// <code>
/// X = M / (‖M‖ + ε)
/// X = a·X + (b·A + c·A²)·X,   A = X·Xᵀ,   a few times
/// </code>
/// The polynomial a·s + b·s³ + c·s⁵ raises small values fast and leaves those near 1 between 0.7 and 1.2, without converging. Source:
/// Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks"; there in half precision, here in single.
/// </remarks>
public static class NewtonSchulz
{
    private const float A = 3.4445f;
    private const float B = -4.7750f;
    private const float C = 2.0315f;
    private const double Epsilon = 1e-7;

    /// <summary>The number of values that <see cref="Orthogonalize"/> needs room for, beside the matrix.</summary>
    public static int ScratchLength(int rows, int columns)
    {
        int side = Math.Min(rows, columns);
        return checked(2 * side * side + rows * columns);
    }

    /// <summary>Replaces a matrix by one with the same singular vectors, and values near 1.</summary>
    /// <param name="matrix">The matrix. One of zeros stays one.</param>
    /// <param name="iterations">How often the polynomial is applied; 5 is enough.</param>
    /// <param name="scratch">Room for <see cref="ScratchLength"/> values.</param>
    public static void Orthogonalize(MatrixSpan matrix, int iterations, Span<float> scratch)
    {
        bool wide = matrix.Rows <= matrix.Columns;
        int side = Math.Min(matrix.Rows, matrix.Columns);
        var square = new MatrixSpan(scratch[..(side * side)], side, side);
        var fourth = new MatrixSpan(scratch.Slice(side * side, side * side), side, side);
        var next = new MatrixSpan(scratch.Slice(2 * side * side, matrix.Values.Length), matrix.Rows, matrix.Columns);

        Elementwise.Multiply((float)(1 / (Elementwise.Norm(matrix.Values) + Epsilon)), matrix.Values);
        for (int i = 0; i < iterations; i++)
        {
            // The smaller of X·Xᵀ and Xᵀ·X, with the polynomial on its side of X: both give the same matrix.
            if (wide)
                MatrixProduct.MultiplyRightTransposed(matrix, matrix, square);
            else
                MatrixProduct.MultiplyLeftTransposed(matrix, matrix, square);
            MatrixProduct.Multiply(square, square, fourth);
            Elementwise.Multiply(B, square.Values);
            Elementwise.MultiplyAdd(C, fourth.Values, square.Values);

            matrix.Values.CopyTo(next.Values);
            Elementwise.Multiply(A, next.Values);
            if (wide)
                MatrixProduct.Multiply(square, matrix, next, accumulate: true);
            else
                MatrixProduct.Multiply(matrix, square, next, accumulate: true);
            next.Values.CopyTo(matrix.Values);
        }
    }
}
