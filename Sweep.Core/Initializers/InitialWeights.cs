using Sweep.Core.Contracts;

namespace Sweep.Core.Initializers;

/// <summary>The initializers that a study file can name.</summary>
public static class InitialWeights
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<IInitializer> Catalog { get; } = new Catalog<IInitializer>("initializer")
        .Add<Torch>("torch");
}
