using Sweep.Core.Contracts;

namespace Sweep.Core.Layers;

/// <summary>The layers that a study file can name, activation functions included.</summary>
public static class NetworkLayers
{
    /// <summary>The catalog, a line each.</summary>
    public static Catalog<ILayer> Catalog { get; } = new Catalog<ILayer>("layer")
        .Add<AveragePool>("average_pool")
        .Add<AveragePool1D>("average_pool_1d")
        .Add<BatchNormalization>("batch_normalization")
        .Add<Convolution>("convolution")
        .Add<Convolution1D>("convolution_1d")
        .Add<Dense>("dense")
        .Add<Dropout>("dropout")
        .Add<Embedding>("embedding")
        .Add<EmbeddingBag>("embedding_bag")
        .Add<Flatten>("flatten")
        .Add<GlobalAveragePool>("global_average_pool")
        .Add<Gru>("gru")
        .Add<LayerNormalization>("layer_normalization")
        .Add<Lstm>("lstm")
        .Add<MaxPool>("max_pool")
        .Add<MaxPool1D>("max_pool_1d")
        .Add<SimpleRecurrent>("simple_recurrent")
        .AddAll(Activations.Catalog);
}
