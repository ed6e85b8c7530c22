using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>The activation functions that a study file can name.</summary>
public static class Activations
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ILayer> Catalog { get; } = new Catalog<ILayer>("activation")
        .Add<Elu>("elu")
        .Add<Gelu>("gelu")
        .Add<HardSwish>("hard_swish")
        .Add<LeakyRelu>("leaky_relu")
        .Add<LogSoftmax>("log_softmax")
        .Add<Mish>("mish")
        .Add<Relu>("relu")
        .Add<Selu>("selu")
        .Add<Sigmoid>("sigmoid")
        .Add<Silu>("silu")
        .Add<Softmax>("softmax")
        .Add<Softplus>("softplus")
        .Add<Tanh>("tanh");
}
