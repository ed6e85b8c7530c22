using Sweep.Core.Contracts;
using Sweep.Core.Layers;

namespace Sweep.Tests.Core.Initializers;

/// <summary>The defaults of Keras 3's layers: kernel_initializer, recurrent_initializer, bias_initializer and unit_forget_bias.</summary>
public class KerasTests
{
    private static readonly IReadOnlyList<WeightTensor> _lstm = new Lstm { Units = 3 }.Form(new Shape(2, 5)).Weights;

    [Fact]
    public void Kernels_are_Glorot_s_with_the_features_and_all_gates_as_fans()
    {
        var kernel = _lstm[0];

        Assert.Equal((5, 12), (kernel.FanIn, kernel.FanOut));
        Assert.Equal(Filled.By("glorot_uniform", kernel), Filled.By("keras", kernel));
    }

    [Fact]
    public void Recurrent_kernels_are_orthogonal() => Assert.Equal(Filled.By("orthogonal", _lstm[1]), Filled.By("keras", _lstm[1]));

    [Fact]
    public void Forget_gates_start_open_and_all_other_biases_at_zero()
    {
        Assert.Equal([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0], Filled.By("keras", _lstm[2]));
        Assert.All(Filled.By("keras", _lstm[3]), weight => Assert.Equal(0, weight));
        Assert.All(Filled.By("glorot_uniform", _lstm[2]), weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void A_GRU_has_no_forget_gate()
    {
        foreach (var bias in new Gru { Units = 3 }.Form(new Shape(2, 5)).Weights.Where(tensor => tensor.Role == WeightRole.Bias))
            Assert.All(Filled.By("keras", bias), weight => Assert.Equal(0, weight));
    }
}
