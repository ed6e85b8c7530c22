using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>The activation functions that a study file can name.</summary>
public static class Activations
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ILayer> Catalog { get; } = new Catalog<ILayer>("activation")
        .Add<Relu>("relu")
        .Add<Sigmoid>("sigmoid")
        .Add<Tanh>("tanh");
}
