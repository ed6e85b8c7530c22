using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

public class NearestTests
{
    [Theory]
    [InlineData("momentm", " Did you mean \"momentum\"?")]
    [InlineData("mometnum", " Did you mean \"momentum\"?")]
    [InlineData("adma", " Did you mean \"adam\"?")]
    [InlineData("sgd2", " Did you mean \"sgd\"?")]
    [InlineData("conjugate_gradient", "")]
    [InlineData("x", "")]
    public void A_slip_of_the_pen_is_recognized_and_a_stranger_is_not(string written, string hint) =>
        Assert.Equal(hint, Nearest.Hint(written, ["adam", "momentum", "sgd"]));

    [Theory]
    [InlineData("SGD", " Did you mean \"sgd\"?")]
    [InlineData("Adam", " Did you mean \"adam\"?")]
    [InlineData("lr", " Did you mean \"learning_rate\"?")]
    [InlineData("LR", " Did you mean \"learning_rate\"?")]
    [InlineData("bce", "")]
    public void Capitals_and_what_other_tools_say_are_understood(string written, string hint) =>
        Assert.Equal(hint, Nearest.Hint(written, ["adam", "learning_rate", "sgd"]));

    [Fact]
    public void A_name_with_blanks_around_it_is_nearer_than_another() =>
        Assert.Equal(" Did you mean \" b \"?", Nearest.Hint("b", ["a", " b ", "y"]));

    [Fact]
    public void What_other_tools_say_leads_to_names_that_there_are() => Assert.Equal(
        ["binary_cross_entropy", "convolution", "convolution_1d", "glorot_uniform", "he_normal", "mean_absolute_error", "mean_squared_error"],
        new[] { "bce", "conv2d", "conv1d", "xavier", "he", "mae", "mse" }
            .Select(word => Nearest.Hint(word, [.. LossFunctions.Catalog.Names, .. NetworkLayers.Catalog.Names, .. InitialWeights.Catalog.Names]).Split('"')[1])
            .Order(StringComparer.Ordinal));
}
