using Sweep.Core.Contracts;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Tests.Core.Initializers;

namespace Sweep.Tests.Contracts;

/// <summary>What every initializer must do: fill whatever tensors there are, from nothing but the stream.</summary>
public class InitializerContract
{
    private static readonly WeightTensor[] _tensors =
    [
        .. new Dense { Units = 7 }.Form(new Shape(5)).Weights,
        .. new Dense { Units = 1 }.Form(new Shape(1)).Weights,
        .. new Lstm { Units = 3, Layers = 2 }.Form(new Shape(2, 4)).Weights,
        new("gain", WeightRole.Gain, 1, 6),
        new("shift", WeightRole.Shift, 1, 6),
        new("vectors", WeightRole.Embedding, 11, 3),
    ];

    public static TheoryData<string> Names() => [.. InitialWeights.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_weight_is_written(string name)
    {
        foreach (var tensor in _tensors)
            Assert.All(Filled.By(name, tensor, seed: 1), weight => Assert.True(float.IsFinite(weight)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_stream_gives_the_same_bits_and_another_one_others(string name)
    {
        foreach (var tensor in _tensors)
            Assert.Equal(Filled.By(name, tensor, seed: 1), Filled.By(name, tensor, seed: 1));

        if (name != "zeros")
            Assert.NotEqual(Filled.By(name, _tensors[0], seed: 1), Filled.By(name, _tensors[0], seed: 2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_normalized_stays_as_it_is(string name)
    {
        Assert.All(Filled.By(name, _tensors.Single(tensor => tensor.Role == WeightRole.Gain), seed: 1), weight => Assert.Equal(1, weight));
        Assert.All(Filled.By(name, _tensors.Single(tensor => tensor.Role == WeightRole.Shift), seed: 1), weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void Every_initializer_that_exists_is_listed()
    {
        var listed = InitialWeights.Catalog.Names.Select(name => InitialWeights.Catalog.Create(name).GetType()).ToHashSet();
        var existing = typeof(Torch).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IInitializer)));

        Assert.All(existing, type => Assert.Contains(type, listed));
    }
}
