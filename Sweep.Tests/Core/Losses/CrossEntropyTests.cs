using Sweep.Core.Contracts;
using Sweep.Core.Losses;
using Sweep.Core.Numerics;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Losses;

public class CrossEntropyTests
{
    [Fact]
    public void Label_smoothing_moves_a_share_of_the_target_to_all_classes()
    {
        float[] gradient = new float[4];
        // Four even logits: softmax is 1/4 everywhere, and the smoothed target 0.7 + 0.3/4 for the right class.
        new CrossEntropy { LabelSmoothing = 0.3 }.Evaluate(
            new ReadOnlyMatrixSpan([0, 0, 0, 0], 1, 4), new ReadOnlyMatrixSpan([0, 1, 0, 0], 1, 4), new MatrixSpan(gradient, 1, 4));

        Assert.Equal(0.25 - 0.775, gradient[1], tolerance: 1e-6);
        Assert.Equal(0.25 - 0.075, gradient[0], tolerance: 1e-6);
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(2, 7)]
    [InlineData(3, 8)]
    [InlineData(9, 2)]
    [InlineData(10, 3)]
    [InlineData(5, 17)]
    public void Any_number_of_rows_and_classes_equals_the_formula(int rows, int classes)
    {
        float[] logits = Sample.Floats(rows * classes, 1), targets = new float[rows * classes], gradient = new float[rows * classes];
        double[] weights = [.. Enumerable.Range(1, classes).Select(number => number / 2.0)];
        for (int row = 0; row < rows; row++)
            targets[row * classes + row % classes] = 1;
        double loss = new CrossEntropy { LabelSmoothing = 0.1 }.With(new ClassWeights(weights)).Evaluate(
            new ReadOnlyMatrixSpan(logits, rows, classes), new ReadOnlyMatrixSpan(targets, rows, classes), new MatrixSpan(gradient, rows, classes));

        double total = Enumerable.Range(0, rows).Sum(row => weights[row % classes]), expected = 0;
        for (int row = 0; row < rows; row++)
        {
            double[] z = [.. logits.Skip(row * classes).Take(classes)];
            double[] a = [.. weights.Select((weight, i) => weight * (0.9 * (i == row % classes ? 1 : 0) + 0.1 / classes))];
            double sum = z.Sum(Math.Exp);
            expected -= z.Select((value, i) => a[i] * (value - Math.Log(sum))).Sum() / total;
            for (int i = 0; i < classes; i++)
                Assert.Equal((Math.Exp(z[i]) / sum * a.Sum() - a[i]) / total, gradient[row * classes + i], tolerance: 3e-7);
        }
        Assert.Equal(expected, loss, tolerance: 1e-6);
    }

    [Fact]
    public void A_batch_without_weight_costs_nothing_and_teaches_nothing()
    {
        float[] gradient = [9, 9];
        var loss = new CrossEntropy().With(new ClassWeights(1, 0));

        Assert.Equal(0, loss.Evaluate(new ReadOnlyMatrixSpan([1, 2], 1, 2), new ReadOnlyMatrixSpan([0, 1], 1, 2), new MatrixSpan(gradient, 1, 2)));
        Assert.Equal([0, 0], gradient);
    }

    [Fact]
    public void Its_settings_and_weights_tell_one_from_another_in_words_and_by_value()
    {
        var loss = new CrossEntropy { LabelSmoothing = 0.1 }.With(new ClassWeights(1, 2));

        Assert.Equal(new CrossEntropy { LabelSmoothing = 0.1 }.With(new ClassWeights(1, 2)), loss);
        Assert.Contains("LabelSmoothing = 0.1, ClassWeights = [1, 2]", loss.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 3, 3, 3)]
    [InlineData(3, 2, 3, 3)]
    [InlineData(3, 3, 2, 3)]
    [InlineData(3, 3, 3, 4)]
    public void Targets_and_gradient_of_another_shape_than_the_predictions_are_refused(int targetRows, int targetColumns, int rows, int columns)
    {
        var error = Assert.Throws<ArgumentException>(() => new CrossEntropy().Evaluate(
            new ReadOnlyMatrixSpan(new float[9], 3, 3), new ReadOnlyMatrixSpan(new float[targetRows * targetColumns], targetRows, targetColumns),
            new MatrixSpan(new float[rows * columns], rows, columns)));

        Assert.StartsWith("Predictions, targets and gradient must have the same shape; got 3 × 3 and ", error.Message, StringComparison.Ordinal);
    }
}
