using Sweep.Core.Contracts;
using Sweep.Core.Layers;

namespace Sweep.Tests.Core.Initializers;

/// <summary>The defaults of PyTorch's layers, as its documentation of Linear, RNN, GRU, LSTM and Embedding has them.</summary>
public class TorchTests
{
    public static TheoryData<string> Recurrent() => ["gru", "lstm", "simple_recurrent"];

    [Theory]
    [MemberData(nameof(Recurrent))]
    public void Everything_in_a_recurrent_layer_is_within_one_over_the_root_of_its_units(string name)
    {
        Recurrent layer = name switch
        {
            "gru" => new Gru { Units = 64, Layers = 2 },
            "lstm" => new Lstm { Units = 64, Layers = 2 },
            _ => new SimpleRecurrent { Units = 64, Layers = 2 },
        };

        // 64 to 16384 weights a tensor, features far from the units: the largest is near the bound.
        foreach (var tensor in layer.Form(new Shape(2, 4)).Weights)
            Assert.InRange(Filled.By("torch", tensor).Max(Math.Abs), 0.9 / 8, 1.0 / 8);
    }

    [Fact]
    public void Kernel_and_bias_of_a_dense_layer_are_within_one_over_the_root_of_its_inputs()
    {
        foreach (var tensor in new Dense { Units = 100 }.Form(new Shape(16)).Weights)
            Assert.InRange(Filled.By("torch", tensor).Max(Math.Abs), 0.9 / 4, 1.0 / 4);
    }

    [Fact]
    public void Embeddings_are_normal()
    {
        float[] vectors = Filled.By("torch", new WeightTensor("vectors", WeightRole.Embedding, 500, 20));

        // Five standard errors of a variance of 1; a normal number is above 3 in one of 370 draws.
        Assert.Equal(1, vectors.Average(weight => (double)weight * weight), tolerance: 5 * Math.Sqrt(2.0 / vectors.Length));
        Assert.True(vectors.Max(Math.Abs) > 3);
    }
}
