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
}
