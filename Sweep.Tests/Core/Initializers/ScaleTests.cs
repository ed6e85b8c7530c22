using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Initializers;

public class ScaleTests
{
    // Fans unlike rows and columns, as a convolution has them.
    private const int FanIn = 50;
    private const int FanOut = 150;

    private static readonly WeightTensor _kernel = new("kernel", WeightRole.Kernel, 200, 300) { FanIn = FanIn, FanOut = FanOut };

    [Theory]
    [InlineData("glorot_uniform", 2.0 / (FanIn + FanOut))]
    [InlineData("he_uniform", 2.0 / FanIn)]
    [InlineData("lecun_uniform", 1.0 / FanIn)]
    [InlineData("torch", 1.0 / (3 * FanIn))]
    public void Uniform_kernels_have_their_variance_and_reach_their_bounds(string name, double variance) =>
        AssertScale(name, variance, bound: Math.Sqrt(3 * variance));

    [Theory]
    [InlineData("glorot_normal", 2.0 / (FanIn + FanOut))]
    [InlineData("he_normal", 2.0 / FanIn)]
    [InlineData("lecun_normal", 1.0 / FanIn)]
    public void Normal_kernels_have_their_variance_and_are_cut_at_two_deviations_of_what_they_are_drawn_from(string name, double variance) =>
        AssertScale(name, variance, bound: 2 * Math.Sqrt(variance) / 0.87962566103423978);

    [Theory]
    [InlineData("glorot_normal")]
    [InlineData("he_uniform")]
    [InlineData("keras")]
    [InlineData("orthogonal")]
    public void Embeddings_are_uniform_within_a_twentieth(string name)
    {
        float[] vectors = Filled.By(name, new WeightTensor("vectors", WeightRole.Embedding, 500, 20));

        Assert.InRange(vectors.Max(Math.Abs), 0.0499, 0.05);
        Assert.InRange(Variance(vectors) / (0.05 * 0.05 / 3), 1 - Error(vectors.Length), 1 + Error(vectors.Length));
    }

    [Theory]
    [InlineData("glorot_normal")]
    [InlineData("he_uniform")]
    [InlineData("keras")]
    [InlineData("orthogonal")]
    [InlineData("zeros")]
    public void Biases_start_at_zero(string name) =>
        Assert.All(Filled.By(name, new WeightTensor("bias", WeightRole.Bias, 1, 9)), weight => Assert.Equal(0, weight));

    [Fact]
    public void Zeros_leave_kernels_and_embeddings_at_zero()
    {
        Assert.All(Filled.By("zeros", _kernel), weight => Assert.Equal(0, weight));
        Assert.All(Filled.By("zeros", new WeightTensor("vectors", WeightRole.Embedding, 5, 2)), weight => Assert.Equal(0, weight));
    }

    private static void AssertScale(string name, double variance, double bound)
    {
        float[] weights = Filled.By(name, _kernel);

        Assert.InRange(Variance(weights) / variance, 1 - Error(weights.Length), 1 + Error(weights.Length));
        Assert.InRange(weights.Average(weight => (double)weight) / Math.Sqrt(variance / weights.Length), -5, 5);
        Assert.InRange(weights.Max(Math.Abs), 0.99 * bound, 1.000001 * bound);
    }

    // About 0, where the mean of all of them is.
    private static double Variance(float[] weights) => weights.Average(weight => (double)weight * weight);

    // Five standard errors of a variance: √((kurtosis − 1) / n) of it, with a kurtosis of at most 3.
    private static double Error(int count) => 5 * Math.Sqrt(2.0 / count);
}
