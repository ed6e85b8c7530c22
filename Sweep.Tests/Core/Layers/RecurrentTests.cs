using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Training;

namespace Sweep.Tests.Core.Layers;

public class RecurrentTests
{
    [Fact]
    public void What_is_no_sequence_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Network(new Shape(5), [new Gru { Units = 3 }]));

        Assert.Equal(
            "Layer 1, Gru { Units = 3, Layers = 1, Sequence = False }: its input must be [steps, features]; got [5].", error.Message);
    }

    [Fact]
    public void The_last_step_or_all_of_them_come_out()
    {
        Assert.Equal(new Shape(4), new Lstm { Units = 4 }.Form(new Shape(7, 3)).Output);
        Assert.Equal(new Shape(7, 4), new Lstm { Units = 4, Sequence = true }.Form(new Shape(7, 3)).Output);
    }

    [Fact]
    public void There_are_as_many_weights_as_in_PyTorch()
    {
        var shape = new Shape(7, 10);

        // Gates · units · (inputs + units + 2 biases), layer by layer: sums over parameters of torch.nn.RNN, GRU and LSTM.
        Assert.Equal(20 * (10 + 20 + 2), new SimpleRecurrent { Units = 20 }.Form(shape).WeightCount);
        Assert.Equal(60 * (10 + 20 + 2) + 60 * (20 + 20 + 2), new Gru { Units = 20, Layers = 2 }.Form(shape).WeightCount);
        Assert.Equal(80 * (10 + 20 + 2) + 2 * 80 * (20 + 20 + 2), new Lstm { Units = 20, Layers = 3 }.Form(shape).WeightCount);
    }

    [Fact]
    public void A_forget_gate_is_told_of_once_in_each_layer_of_an_LSTM()
    {
        var told = new Lstm { Units = 4, Layers = 2 }.Form(new Shape(7, 3)).Weights.Where(tensor => tensor.ForgetGate is not null);

        Assert.Equal([("bias", 4..8), ("bias_2", 4..8)], told.Select(tensor => (tensor.Name, tensor.ForgetGate!.Value)));
        Assert.All(new Gru { Units = 4 }.Form(new Shape(7, 3)).Weights, tensor => Assert.Null(tensor.ForgetGate));
    }

    [Theory]
    [InlineData(0, 1, "Units must be at least 1; got 0.")]
    [InlineData(1, 0, "Layers must be at least 1; got 0.")]
    public void No_units_or_no_layers_are_refused(int units, int layers, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm { Units = units, Layers = layers });

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_memory_can_hold_is_refused() =>
        Assert.Throws<OverflowException>(() => new Lstm { Units = 1 << 15 }.Form(new Shape(1 << 15, 1)));
}
