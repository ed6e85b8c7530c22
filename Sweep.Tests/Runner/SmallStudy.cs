using System.Globalization;
using System.Text;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Runner;

/// <summary>A study that takes a moment: three classes of points in four dimensions.</summary>
internal static class SmallStudy
{
    public const string Yaml = """
        name: points
        question: Which optimizer tells three clouds of points apart?
        data: { file: points.csv, target: cloud }
        model: { kind: mlp, hidden: [8], activation: tanh }
        training: { epochs: 3, batch_size: 8, loss: cross_entropy }
        validation: { kind: stratified_k_fold, folds: 3, repeats: 2 }
        metric: { name: validation_accuracy, goal: maximize }
        parameters:
          optimizer:
            values:
              - sgd
              - { name: batch_gradient_descent, kind: sgd, batch_size: all }
              - { kind: momentum, decay: { values: [0.5, 0.9] } }
              - { kind: adam, learning_rate: { values: [0.001, 0.01] }, ams_grad: true }
          learning_rate: { distribution: log_uniform_values, min: 1e-2, max: 1, points: 3 }
        seed: 3
        """;

    /// <summary>36 rows, 12 of each class.</summary>
    public static string Csv()
    {
        var random = new RandomStream(11, RandomPurpose.InitialWeights);
        var text = new StringBuilder("a,b,c,d,cloud\n");
        for (int row = 0; row < 36; row++)
        {
            for (int feature = 0; feature < 4; feature++)
                text.Append(CultureInfo.InvariantCulture, $"{random.Uniform(-1, 1) + (feature == row % 3 ? 1.5 : 0):F4},");
            text.Append(CultureInfo.InvariantCulture, $"{(row % 3) switch { 0 => "red", 1 => "green", _ => "blue" }}\n");
        }
        return text.ToString();
    }

    /// <summary>Writes the study into a folder, after a change if there is one, and returns the study file's path.</summary>
    public static string Write(TemporaryFolder folder, Func<string, string>? change = null)
    {
        folder.Write("points.csv", Csv());
        return folder.Write("study.yaml", (change ?? (text => text))(Yaml));
    }
}
