using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Core.Contracts;

public class ClassWeightsTests
{
    [Fact]
    public void Balanced_weights_give_every_class_the_same_in_all()
    {
        var weights = ClassWeights.Balanced(6, 3, 1); // 10 rows of 3 classes

        Assert.Equal(new ClassWeights(10.0 / 18, 10.0 / 9, 10.0 / 3), weights);
    }

    [Fact]
    public void Weights_are_equal_by_value_and_read_as_what_they_are()
    {
        ClassWeights one = new(1, 0.5), same = new(1, 0.5), other = new(0.5, 1);

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.Equal("[1, 0.5]", one.ToString());
    }

    [Fact]
    public void A_target_weighs_what_its_class_does_in_either_layout()
    {
        var weights = new ClassWeights(3, 0.25);

        Assert.Equal(3 + 3 + 0.25, weights.Of(new ReadOnlyMatrixSpan([0, 0, 1], 3, 1)));
        Assert.Equal(3 + 3 + 0.25, weights.Of(new ReadOnlyMatrixSpan([1, 0, 1, 0, 0, 1], 3, 2)));
        Assert.Equal(0.5 * 3 + 0.5 * 0.25, weights.Of([0.5f, 0.5f]));
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(0, 0)]
    public void Weights_below_zero_infinite_or_all_zero_are_refused(double first, double second) =>
        Assert.ThrowsAny<ArgumentException>(() => new ClassWeights(first, second));

    [Fact]
    public void Weights_for_another_number_of_classes_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ClassWeights(1, 2).Of([1f, 0, 0]));

        Assert.StartsWith("There must be a weight for each of 3 classes; got 2.", error.Message, StringComparison.Ordinal);
    }
}
