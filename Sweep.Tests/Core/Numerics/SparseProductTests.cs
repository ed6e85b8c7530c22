using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Numerics;

public class SparseProductTests
{
    // A column twice in a row, and a row without values.
    private static readonly int[] _offsets = [0, 3, 3, 7];
    private static readonly int[] _places = [4, 0, 4, 1, 2, 0, 3];

    public static TheoryData<int> Widths() => [0, 1, 2, 7, 8, 9, 16, 17];

    [Theory]
    [MemberData(nameof(Widths))]
    public void It_equals_a_chain_of_fused_multiply_adds_bit_for_bit_at_any_width(int columns)
    {
        float[] values = Sample.Floats(7, 1), matrix = Sample.Floats(5 * columns, 2), start = Sample.Floats(3 * columns, 3), result = [.. start];
        SparseProduct.Multiply(new SparseRows(_offsets, _places, values, 5), new MatrixSpan(matrix, 5, columns), new MatrixSpan(result, 3, columns), true);

        for (int row = 0; row < 3; row++)
        {
            for (int place = _offsets[row]; place < _offsets[row + 1]; place++)
            {
                for (int i = 0; i < columns; i++)
                    start[row * columns + i] = MathF.FusedMultiplyAdd(values[place], matrix[_places[place] * columns + i], start[row * columns + i]);
            }
        }
        Assert.Equal(start, result);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void So_does_that_of_transposed_rows(int columns)
    {
        float[] values = Sample.Floats(7, 1), matrix = Sample.Floats(3 * columns, 2), expected = new float[5 * columns], result = Sample.Floats(5 * columns, 3);
        SparseProduct.MultiplyLeftTransposed(
            new SparseRows(_offsets, _places, values, 5), new MatrixSpan(matrix, 3, columns), new MatrixSpan(result, 5, columns));

        for (int row = 0; row < 3; row++)
        {
            for (int place = _offsets[row]; place < _offsets[row + 1]; place++)
            {
                for (int i = 0; i < columns; i++)
                    expected[_places[place] * columns + i] =
                        MathF.FusedMultiplyAdd(values[place], matrix[row * columns + i], expected[_places[place] * columns + i]);
            }
        }
        Assert.Equal(expected, result);
    }

    [Theory]
    [InlineData(5, 8, 3, 9)]
    [InlineData(5, 8, 2, 8)]
    [InlineData(4, 8, 3, 8)]
    public void Shapes_that_do_not_agree_are_refused_before_anything_is_written(int inner, int columns, int resultRows, int resultColumns)
    {
        float[] values = Sample.Floats(7, 1), matrix = Sample.Floats(inner * columns, 2), result = Sample.Floats(resultRows * resultColumns, 3), before = [.. result];

        var error = Assert.Throws<ArgumentException>(() => SparseProduct.Multiply(
            new SparseRows(_offsets, _places, values, 5), new MatrixSpan(matrix, inner, columns), new MatrixSpan(result, resultRows, resultColumns), false));

        Assert.Equal($"The shapes of a product must agree; got 3 × 5, {inner} × {columns} and a result of {resultRows} × {resultColumns}.", error.Message);
        Assert.Equal(before, result);
    }

    [Fact]
    public void So_are_those_of_transposed_rows() => Assert.Throws<ArgumentException>(() => SparseProduct.MultiplyLeftTransposed(
        new SparseRows(_offsets, _places, new float[7], 5), new MatrixSpan(new float[3 * 8], 3, 8), new MatrixSpan(new float[5 * 9], 5, 9)));
}
