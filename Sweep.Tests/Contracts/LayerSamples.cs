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
        foreach (var (name, layer) in Recurrent())
        {
            foreach (var shape in new[] { new Shape(1, 1), new Shape(1, 5), new Shape(4, 3) })
                samples.Add($"{name} {shape}", (layer, shape));
        }
        return samples;
    }

    // Without rectifiers, whose sums come too near to 0 for differences; SimpleRecurrentTests has them.
    private static IEnumerable<(string Name, ILayer Layer)> Recurrent()
    {
        foreach (bool sequence in new[] { false, true })
        {
            string output = sequence ? "sequence" : "last";
            yield return ($"simple_recurrent {output}", new SimpleRecurrent { Units = 9, Sequence = sequence });
            yield return ($"gru {output}", new Gru { Units = 9, Sequence = sequence });
            yield return ($"lstm {output}", new Lstm { Units = 9, Sequence = sequence });
            yield return ($"stacked gru of one unit {output}", new Gru { Units = 1, Layers = 3, Sequence = sequence });
            yield return ($"stacked lstm {output}", new Lstm { Units = 5, Layers = 2, Sequence = sequence });
            yield return ($"stacked simple_recurrent {output}", new SimpleRecurrent { Units = 4, Layers = 2, Sequence = sequence });
        }
    }
}
