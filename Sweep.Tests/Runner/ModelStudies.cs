using System.Globalization;
using System.Text;
using Sweep.Core.Layers;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Runner;

/// <summary>A tiny study of each kind of model, over the same rows: all layers, activations and optimizers are in one of them.</summary>
internal static class ModelStudies
{
    private const int Rows = 24, Features = 16;

    private static readonly string _columns = string.Join(",", Enumerable.Range(0, Features).Select(i => $"f{i}"));

    /// <summary>The studies by their names.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["dense"] = Study(
            "color", "table", "negative_log_likelihood", "epochs: 2, batch_size: 10",
            [
                .. from activation in Activations.Catalog.Names.Where(name => name != "log_softmax")
                   from layer in new[] { "{ kind: dense, units: 9 }", activation }
                   select layer,
                "{ kind: gelu, approximate: true }", "{ kind: dense, units: 3 }", "log_softmax",
            ],
            // Those that need all rows in a batch are given them.
            [.. UpdateRules.Catalog.Names.Select(name => name is "lbfgs" or "rprop" ? $"{{ kind: {name}, batch_size: all }}" : name)]),
        ["images"] = Study(
            "color", "{ kind: images, height: 4, width: 4 }", "cross_entropy", "epochs: 2, batch_size: 10, clip_norm: 1, average: ema",
            [
                "{ kind: convolution, channels: 10, kernel: 3, padding: 1 }", "batch_normalization", "relu", "{ kind: max_pool, size: 2, stride: 1 }",
                "{ kind: convolution, channels: 4, kernel: 2, padding: 1, groups: 2 }", "{ kind: average_pool, size: 2 }", "{ kind: dropout, rate: 0.2 }",
                "global_average_pool", "{ kind: dense, units: 3 }",
            ],
            ["adam"]),
        ["sequences"] = Study(
            "count", "table", "poisson", "epochs: 2, batch_size: 10",
            [
                "{ kind: embedding, count: 4, dimension: 5 }", "{ kind: convolution_1d, channels: 9, kernel: 3, padding: 1 }", "{ kind: max_pool_1d, size: 2 }", "layer_normalization",
                "{ kind: lstm, units: 9, layers: 2, sequence: true }", "{ kind: average_pool_1d, size: 2 }", "{ kind: gru, units: 9, sequence: true }",
                "{ kind: simple_recurrent, units: 9, sequence: true }", "flatten", "{ kind: dense, units: 1 }",
            ],
            ["rmsprop"], "scale: none, "),
        ["sparse"] = Study(
            "answer", "sparse", "binary_cross_entropy", "epochs: 2, batch_size: 10", ["{ kind: embedding_bag, dimension: 9 }", "{ kind: dense, units: 1 }"], ["adagrad"]),
    };

    /// <summary>Writes a study and its rows into a folder, and returns the study file's path.</summary>
    public static string Write(TemporaryFolder folder, string name)
    {
        folder.Write("rows.csv", Csv());
        return folder.Write("study.yaml", All[name]);
    }

    private static string Study(string target, string rows, string loss, string training, string[] layers, string[] optimizers, string further = "") => $$"""
        name: bits
        data: { file: rows.csv, target: {{target}}, rows: {{rows}}, {{further}}columns: [{{_columns}}] }
        model:
          layers: [{{string.Join(", ", layers)}}]
        training: { {{training}}, loss: {{loss}} }
        validation: { kind: hold_out, share: 0.3 }
        metric: { name: validation_loss, goal: minimize }
        parameters:
          optimizer: { values: [{{string.Join(", ", optimizers)}}] }
          learning_rate: 0.01
        """;

    // Small whole numbers, most of them 0: pixels, steps, ids and words at once.
    private static string Csv()
    {
        var random = new RandomStream(12, RandomPurpose.InitialWeights);
        var text = new StringBuilder(_columns + ",color,answer,count\n");
        for (int row = 0; row < Rows; row++)
        {
            for (int feature = 0; feature < Features; feature++)
                text.Append(CultureInfo.InvariantCulture, $"{Math.Max(0, random.NextInt(7) - 3)},");
            text.Append(CultureInfo.InvariantCulture, $"{(row % 3) switch { 0 => "red", 1 => "green", _ => "blue" }},{(row % 2 == 0 ? "yes" : "no")},{random.NextInt(5)}\n");
        }
        return text.ToString();
    }
}
