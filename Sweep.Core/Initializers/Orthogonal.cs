using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Initializers;

/// <summary>Kernels that stretch nothing: columns, or rows where there are fewer of them, have length 1 and right angles between them.</summary>
/// <remarks>
/// Each such matrix is as likely as any other: the Q of a QR decomposition of normal numbers, by Householder reflections in double, with
/// the signs that make the diagonal of R positive. Sources: Saxe et al. 2014, "Exact solutions to the nonlinear dynamics of learning in
/// deep linear neural networks"; for the signs, Mezzadri 2007, "How to generate random matrices from the classical compact groups". The
/// gates of a recurrent layer are one matrix, as in Keras.
/// </remarks>
public sealed record Orthogonal : KernelInitializer
{
    /// <summary>What the matrix is multiplied by. Above 0.</summary>
    public double Gain { get; init => field = Check.Positive(value); } = 1;

    private protected override void FillKernel(Span<float> weights, WeightTensor tensor, RandomStream random)
    {
        bool tall = tensor.Rows >= tensor.Columns;
        int rows = Math.Max(tensor.Rows, tensor.Columns), columns = Math.Min(tensor.Rows, tensor.Columns);
        double[] matrix = RandomColumns(rows, columns, random);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                weights[tall ? row * columns + column : column * rows + row] = (float)(Gain * matrix[row * columns + column]);
        }
    }

    // Shape [rows, columns] with rows >= columns. Reflections go row by row, so that the inner loops walk through memory in order.
    private static double[] RandomColumns(int rows, int columns, RandomStream random)
    {
        var matrix = new double[rows * columns];
        foreach (ref double value in matrix.AsSpan())
            value = random.Normal();

        double[] reflections = new double[rows * columns], signs = new double[columns], sums = new double[columns];
        for (int k = 0; k < columns; k++)
        {
            var normal = reflections.AsSpan(k * rows, rows);
            double square = 0;
            for (int row = k; row < rows; row++)
            {
                normal[row] = matrix[row * columns + k];
                square += normal[row] * normal[row];
            }
            double length = Math.Sqrt(square);
            // Away from 0, so that nothing cancels. The diagonal of R gets the other sign.
            signs[k] = normal[k] > 0 ? -1 : 1;
            normal[k] -= signs[k] * length;
            Reflect(matrix, normal, k, columns, sums);
        }

        matrix.AsSpan().Clear();
        for (int k = columns - 1; k >= 0; k--)
        {
            matrix[k * columns + k] = 1;
            Reflect(matrix, reflections.AsSpan(k * rows, rows), k, columns, sums);
        }
        for (int i = 0; i < matrix.Length; i++)
            matrix[i] *= signs[i % columns];
        return matrix;
    }

    // Reflects the rows and columns from k on at the plane whose normal vector is given.
    private static void Reflect(double[] matrix, ReadOnlySpan<double> normal, int k, int columns, double[] sums)
    {
        double square = 0;
        Array.Clear(sums);
        for (int row = k; row < normal.Length; row++)
        {
            double share = normal[row];
            square += share * share;
            var values = matrix.AsSpan(row * columns, columns);
            for (int column = k; column < values.Length; column++)
                sums[column] += share * values[column];
        }
        for (int row = k; row < normal.Length; row++)
        {
            double share = 2 * normal[row] / square;
            var values = matrix.AsSpan(row * columns, columns);
            for (int column = k; column < values.Length; column++)
                values[column] -= share * sums[column];
        }
    }
}
