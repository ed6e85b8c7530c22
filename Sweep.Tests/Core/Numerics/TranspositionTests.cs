using FsCheck.Fluent;
using Sweep.Core.Numerics;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Core.Numerics;

public class TranspositionTests
{
    [Fact]
    public void Rows_become_columns_at_any_shape() =>
        Prop.ForAll((from rows in Gen.Choose(0, 40) from columns in Gen.Choose(0, 40) select (rows, columns)).ToArbitrary(), shape =>
        {
            var (rows, columns) = shape;
            float[] values = Sample.Floats(rows * columns), result = new float[values.Length];
            Transposition.Of(new MatrixSpan(values, rows, columns), new MatrixSpan(result, columns, rows));
            return values.Index().All(each => result[each.Index % columns * rows + each.Index / columns] == each.Item);
        }).Hold();

    [Fact]
    public void A_result_of_another_shape_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => Transposition.Of(new MatrixSpan(new float[6], 2, 3), new MatrixSpan(new float[6], 2, 3)));

        Assert.Equal("A matrix of 2 × 3 is transposed into one of 3 × 2; got 2 × 3.", error.Message);
    }
}
