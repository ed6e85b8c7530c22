using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class NewtonSchulzTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(7, 5)]
    [InlineData(5, 7)]
    [InlineData(17, 33)]
    [InlineData(65, 31)]
    [InlineData(3, 101)]
    public void It_brings_all_singular_values_near_1(int rows, int columns)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            float[] matrix = [.. Sample.Floats(rows * columns, seed).Select(each => each * 1e-3f)];
            NewtonSchulz.Orthogonalize(new MatrixSpan(matrix, rows, columns), 5, new float[NewtonSchulz.ScratchLength(rows, columns)]);

            Assert.All(SingularValues.Of(matrix, rows, columns), value => Assert.InRange(value, 0.68, 1.2));
        }
    }

    [Fact]
    public void A_matrix_and_its_transpose_stay_transposes()
    {
        const int Rows = 6, Columns = 4;
        float[] matrix = Sample.Floats(Rows * Columns), turned = new float[Rows * Columns];
        for (int i = 0; i < matrix.Length; i++)
            turned[i % Columns * Rows + i / Columns] = matrix[i];
        NewtonSchulz.Orthogonalize(new MatrixSpan(matrix, Rows, Columns), 5, new float[NewtonSchulz.ScratchLength(Rows, Columns)]);
        NewtonSchulz.Orthogonalize(new MatrixSpan(turned, Columns, Rows), 5, new float[NewtonSchulz.ScratchLength(Columns, Rows)]);

        for (int i = 0; i < matrix.Length; i++)
            Assert.Equal(matrix[i], turned[i % Columns * Rows + i / Columns], tolerance: 1e-4f);
    }

    [Fact]
    public void A_matrix_of_zeros_stays_one()
    {
        float[] matrix = new float[6];
        NewtonSchulz.Orthogonalize(new MatrixSpan(matrix, 2, 3), 5, new float[NewtonSchulz.ScratchLength(2, 3)]);

        Assert.All(matrix, value => Assert.Equal(0, value));
    }
}
