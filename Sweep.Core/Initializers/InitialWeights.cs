using Sweep.Core.Contracts;

namespace Sweep.Core.Initializers;

/// <summary>The initializers that a study file can name.</summary>
public static class InitialWeights
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<IInitializer> Catalog { get; } = new Catalog<IInitializer>("initializer")
        .Add<GlorotNormal>("glorot_normal")
        .Add<GlorotUniform>("glorot_uniform")
        .Add<HeNormal>("he_normal")
        .Add<HeUniform>("he_uniform")
        .Add<Keras>("keras")
        .Add<LecunNormal>("lecun_normal")
        .Add<LecunUniform>("lecun_uniform")
        .Add<Orthogonal>("orthogonal")
        .Add<Torch>("torch")
        .Add<Zeros>("zeros");
}
