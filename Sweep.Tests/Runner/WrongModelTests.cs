using Sweep.Runner.Studies;

namespace Sweep.Tests.Runner;

/// <summary>Rows and networks that do not fit each other are refused before anything is trained, with the layer's position and the shapes.</summary>
public class WrongModelTests
{
    private const string Model = "model: { kind: mlp, hidden: [8], activation: tanh }";
    private const string Data = "data: { file: points.csv, target: cloud }";
    private const string Images = "data: { file: points.csv, target: cloud, rows: { kind: images, height: 2, width: 2 } }";

    /// <summary>The data and model of the small study (4 features, 3 classes), and the whole message.</summary>
    public static TheoryData<string, string, string> Cases() => new()
    {
        { Data, "model: { layers: [{ kind: dense, units: 8 }, tanh] }",
            "study.yaml, line 4, model: the last layer, 2, has the output [8]; a row needs 3 values, one for each class of the target cloud: [3]. End with { kind: dense, units: 3 }." },
        { Images, "model: { layers: [{ kind: dense, units: 3 }] }",
            "study.yaml, line 4, model: the last layer, 1, has the output [2, 2, 3]; a row needs 3 values, one for each class of the target cloud: [3]. End with { kind: dense, units: 3 }, after flatten." },
        { Data, "model: { layers: [dense] }",
            "study.yaml, line 4, model.layers: dense needs its units: { kind: dense, units: … }." },
        { Data, "model: { layers: [{ kind: dense }] }",
            "study.yaml, line 4, model.layers: the key \"units\" is missing." },
        { Data, "model: { layers: [{ kind: dense, units: 0 }] }",
            "study.yaml, line 4, model.layers.units: units must be at least 1; got 0." },
        { Data, "model: { layers: [] }",
            "study.yaml, line 4, model.layers: a list with at least one entry is needed here; got an empty list." },
        { Data, "model: { layers: [{ kind: dense, units: 200000000 }, { kind: dense, units: 3 }] }",
            "study.yaml, line 4, model.layers: the network would have 1000000000 weights or more; it can have 250000000. Use fewer units." },
        { Data, "model: { kind: linear }",
            "study.yaml, line 4, model.kind: a linear model predicts a number, and the loss makes classes of the target cloud. Use logistic, or a loss for a number." },
        { Data, "model: { kind: logistic, hidden: [3] }",
            "study.yaml, line 4, model.hidden: there is no such key. Known here: initializer, kind." },
        { "data: { file: points.csv, target: cloud, rows: images }", Model,
            "study.yaml, line 3, data.rows: rows of this kind need settings: { kind: images, height: … }. The data file does not say how large its images are." },
        { "data: { file: points.csv, target: cloud, rows: { kind: images, height: 3, width: 2 } }", Model,
            "study.yaml, line 3, data.rows: 3 × 2 × 1 make 6 values; the file has 4 features. Give columns, or other sizes." },
        { "data: { file: points.csv, target: cloud, rows: { kind: sequences, steps: 3 } }", Model,
            "study.yaml, line 3, data.rows.steps: 4 features can't be 3 steps of equally many. Use a divisor of 4." },
        { "data: { file: points.csv, target: cloud, rows: { kind: windows, length: 3 }, columns: [a] }", Model,
            "study.yaml, line 3, data.rows: windows predict a number that comes later, and the loss makes classes of the target. Use mean_squared_error." },
        { "data: { file: points.csv, target: cloud, rows: sparce }", Model,
            "study.yaml, line 3, data.rows: there is no kind of rows named \"sparce\". Did you mean \"sparse\"? Known: images, sequences, sparse, table, windows." },
        { "data: { file: points.csv, target: cloud, rows: sparse, scale: standardize }", Model,
            "study.yaml, line 3, data.scale: sparse rows would not be sparse any more: what is 0 would become another number. Use max_abs or none." },
        { "data: { file: points.csv, target: cloud, rows: sparse }", "model: { layers: [tanh, { kind: dense, units: 3 }] }",
            "study.yaml, line 4, model: layer 1, tanh: it can't take sparse rows. Begin with dense or embedding_bag." },
        { "data: { file: points.csv, target: cloud, columns: [a, e] }", Model,
            "study.yaml, line 3, data.columns: points.csv has no column named \"e\". Did you mean \"a\"? It has 5: a, b, c, d, cloud." },
        { "data: { file: points.csv, target: cloud, columns: [a, cloud] }", Model,
            "study.yaml, line 3, data.columns: the target can't be a feature of its own row. Leave it out." },
        { "data: { file: points.csv, target: cloud, columns: [a, a] }", Model,
            "study.yaml, line 3, data.columns: a column is named twice. Name each once." },
        { "data: { file: points.csv, target: cloud, repeated_rows: remove }", Model,
            "study.yaml, line 3, data.repeated_rows: repeated rows are kept or dropped; got \"remove\". Use keep or drop." },
        { "data: { file: points.csv, target: cloud, scale_target: standardize }", Model,
            "study.yaml, line 3, data.scale_target: only a number can be scaled, and the loss makes classes of the target. Leave it out." },
        { Data, "model: { layers: [flatten, { kind: max_pool, size: 2 }, { kind: dense, units: 3 }] }",
            "study.yaml, line 4, model.layers: layer 2, max_pool: its input must be [height, width, channels]; got [4]." },
        { Images, "model: { kind: cnn, channels: [4, 4], kernel: 3 }",
            "study.yaml, line 4, model: layer 6, max_pool: a window of 2 × 2 does not fit into 1 × 1 (padding 0)." },
        { Images, "model: { kind: cnn, channels: [4], kernel: 4 }",
            "study.yaml, line 4, model.kernel: the kernel of the short form must be odd, so that images keep their size; got 4. Or give a list of layers." },
        { Images, "model: { kind: lstm, units: 4 }",
            "study.yaml, line 4, model: layer 1, lstm: its input must be [steps, features]; got [2, 2, 1]." },
        { "data: { file: points.csv, target: cloud, scale: none }", "model: { layers: [{ kind: embedding, count: 9, dimension: 2 }, flatten, { kind: dense, units: 3 }] }",
            "study.yaml, line 4, model: layer 1, embedding, takes whole numbers from 0 to 8; row 1 of the data has 0.7216." },
        { Data, "model: { layers: [{ kind: embedding, count: 9, dimension: 2 }, flatten, { kind: dense, units: 3 }] }",
            "study.yaml, line 4, model: layer 1, embedding, takes whole numbers as they are, and data.scale would change them. Add scale: none to data." },
        { "data: { file: points.csv, target: cloud, scale: none }",
            "model: { layers: [{ kind: dense, units: 5 }, { kind: embedding, count: 9, dimension: 2 }, flatten, { kind: dense, units: 3 }] }",
            "study.yaml, line 4, model: layer 2, embedding, takes whole numbers, which only the data have: [5] comes from layer 1. Put it first." },
        { "data: { file: points.csv, target: cloud, columns: [a, b, c] }", "model: { layers: [relu] }",
            "study.yaml, line 4, model: no layer has weights, so that there is nothing to train. Add a dense layer, for example." },
        { Images, "model: { layers: [{ kind: convolution, channels: 1, kernel: 1, padding: 2000000000 }, flatten, { kind: dense, units: 3 }] }",
            "study.yaml, line 4, model.layers: layer 1, convolution: padding 2000000000 makes more of 2 × 2 than memory can hold." },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_refused_with_the_place_and_the_shapes(string data, string model, string message)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text
            .Replace(Data, data, StringComparison.Ordinal).Replace(Model, model, StringComparison.Ordinal));

        WrongInputTests.AssertRefused(folder, study, message);
    }

    /// <summary>The data and model, and the output shapes of the layers.</summary>
    public static TheoryData<string, string, string> Right() => new()
    {
        { Data, "model: { kind: logistic }", "[4] [3]" },
        { Data, "model: { layers: [{ kind: dense, units: 8 }, tanh, { kind: dense, units: 3, bias: false }], initializer: torch }", "[4] [8] [8] [3]" },
        { "data: { file: points.csv, target: cloud, columns: [c, a] }", Model, "[2] [8] [8] [3]" },
        { "data: { file: points.csv, target: cloud, rows: sparse }", Model, "[4] [8] [8] [3]" },
        { "data: { file: points.csv, target: cloud, rows: { kind: sequences, steps: 2 } }", "model: { kind: lstm, units: 5, layers: 2 }", "[2, 2] [5] [3]" },
        { Images, "model: { kind: mlp, hidden: [5] }", "[2, 2, 1] [4] [5] [5] [3]" },
        { Images, "model: { kind: cnn, channels: [6], hidden: [5] }", "[2, 2, 1] [2, 2, 6] [2, 2, 6] [1, 1, 6] [6] [5] [5] [3]" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void What_fits_is_read_and_trained(string data, string model, string shapes)
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder, text => text
            .Replace(Data, data, StringComparison.Ordinal).Replace(Model, model, StringComparison.Ordinal));
        var network = ((Sweep.Runner.Objectives.NetworkObjective)StudyReader.Read(study).Objective).Network;

        Assert.Equal(shapes, string.Join(' ', network.Shapes));
        Assert.Equal(0, HyperSweep.Run("run", study, "--quiet").ExitCode);
    }
}
