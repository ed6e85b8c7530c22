using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>The layers that a study file can name, activation functions included.</summary>
public static class NetworkLayers
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ILayer> Catalog { get; } = new Catalog<ILayer>("layer")
        .Add<Dense>("dense")
        .Add<Gru>("gru")
        .Add<Lstm>("lstm")
        .Add<SimpleRecurrent>("simple_recurrent")
        .AddAll(Activations.Catalog);
}
