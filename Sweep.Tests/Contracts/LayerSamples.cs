using Sweep.Core.Contracts;
using Sweep.Core.Layers;

namespace Sweep.Tests.Contracts;

/// <summary>Every listed layer in the settings and on the shapes that the contract tries: odd sizes, batches of 1.</summary>
internal static class LayerSamples
{
    /// <summary>The name that a theory shows, the layer, and the shape of a row.</summary>
    public static readonly IReadOnlyDictionary<string, (ILayer Layer, Shape Input)> All = Make();

    public static TheoryData<string, int> WithRows()
    {
        var data = new TheoryData<string, int>();
        foreach (string name in All.Keys)
        {
            foreach (int rows in new[] { 1, 2, 7 })
                data.Add(name, rows);
        }
        return data;
    }

    private static Dictionary<string, (ILayer, Shape)> Make()
    {
        var samples = new Dictionary<string, (ILayer, Shape)>();
        foreach (string name in Activations.Catalog.Names)
        {
            foreach (int width in new[] { 1, 5, 8, 17, 31 })
                samples.Add($"{name} {width}", (Activations.Catalog.Create(name), new Shape(width)));
        }
        foreach (int width in new[] { 1, 5, 8, 17, 31 })
            samples.Add($"dense {width}", (new Dense { Units = 13 }, new Shape(width)));
        samples.Add("dense of steps", (new Dense { Units = 3, Bias = false }, new Shape(4, 5)));
        return samples;
    }
}
