using Sweep.Core.Contracts;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Optimizers;

public class AdafactorTests
{
    // Keras falls with 1/√t even where relative_step is false, as it is there.
    [Fact]
    public void It_has_the_values_of_Keras_tests() => KerasGolden.AssertClose(
        [0.55, 0.3031, 0.1671, 0.0923, 0.0554],
        KerasGolden.FirstWeight(new Adafactor { Beta2Decay = 0.65, Epsilon = 1e-15, LeastSize = 1e-4, ClipThreshold = 0.9 }, 0.5));

    [Fact]
    public void Its_first_step_of_a_vector_and_of_a_matrix_is_that_of_Keras_tests()
    {
        AssertStep([-0.3693f, 0.6307f, 1.6307f, 2.6307f], 1, 4);
        AssertStep([0.7007f, -0.0081f, 1.2492f, 3.4407f], 2, 2);

        static void AssertStep(float[] expected, int rows, int columns)
        {
            float[] weights = [1, 2, 3, 4];
            var state = new OptimizerState([new WeightTensor("kernel", WeightRole.Kernel, rows, columns)]);
            state.Advance();
            new Adafactor().Update(weights, [1, 6, 7, 2], state, 0.5);

            Assert.Equal(expected, weights, (a, b) => Math.Abs(a - b) < 1e-4 + 1e-4 * Math.Abs(a));
        }
    }

    [Fact]
    public void Without_relative_steps_the_rate_does_not_fall()
    {
        float[] path = Steps.Of(new Adafactor { RelativeStep = false, ScaleBySize = false }, 0.9, 0, 1, 1, 1, 1);

        Assert.Equal([-0.9f, -1.8f, -2.7f, -3.6f], path, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void A_matrix_is_remembered_by_its_rows_and_columns_and_a_vector_whole()
    {
        var state = new OptimizerState(
            [new WeightTensor("kernel", WeightRole.Kernel, 70, 90), new WeightTensor("bias", WeightRole.Bias, 1, 90) { Offset = 6300 }]);
        state.Advance();
        new Adafactor().Update(Sample.Floats(6390), Sample.Floats(6390, 1), state, 0.01);

        var memories = state.Snapshot().Memories;
        Assert.Equal((70, 90, 90), (memories["row_mean_square"].Length, memories["column_mean_square"].Length, memories["mean_square"].Length));
    }

    [Fact]
    public void Squares_that_are_a_product_of_rows_and_columns_lose_nothing_by_it()
    {
        // gᵢⱼ = rᵢ·cⱼ: the factors give back g², so that the first step is the rate everywhere, as for a vector.
        const int Rows = 5, Columns = 67;
        float[] r = Sample.Floats(Rows), c = Sample.Floats(Columns, 1), weights = new float[Rows * Columns];
        float[] gradient = [.. r.SelectMany(_ => c, (row, column) => row * column)];
        var state = new OptimizerState([new WeightTensor("kernel", WeightRole.Kernel, Rows, Columns)]);
        state.Advance();
        new Adafactor { ScaleBySize = false }.Update(weights, gradient, state, 0.01);

        Assert.All(weights.Zip(gradient), pair => Assert.Equal(-0.01f * MathF.Sign(pair.Second), pair.First, tolerance: 1e-6f));
    }

    [Fact]
    public void A_step_is_a_share_of_the_tensor_that_falls_with_the_root_of_time()
    {
        float[] path = Steps.Of(new Adafactor(), 10, 8, 1, 1, 1, 1);

        // ρ = 1/√t: 8 → 8 − 8, then from nothing by the least size, 1e-3/√2 and 1e-3/√3.
        Assert.Equal(0, path[0], tolerance: 1e-6f);
        Assert.Equal(-1e-3f / MathF.Sqrt(2), path[1], tolerance: 1e-7f);
        Assert.Equal(-1e-3f / MathF.Sqrt(2) - 1e-3f / MathF.Sqrt(3), path[2], tolerance: 1e-7f);
    }

    [Fact]
    public void A_step_above_the_threshold_is_cut()
    {
        var state = new OptimizerState(4);
        float[] weights = new float[4];
        foreach (float gradient in new[] { 1e-3f, 1f })
        {
            weights.AsSpan().Clear();
            state.Advance();
            new Adafactor { ScaleBySize = false, RelativeStep = false }.Update(weights, [gradient, gradient, gradient, gradient], state, 0.1);
        }

        // At step 2 the mean has only part of the new square, so that u is above 1 in each weight.
        Assert.Equal(0.1, Elementwise.Norm(weights) / 2, tolerance: 1e-6);
    }
}
