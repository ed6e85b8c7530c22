using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Initializers;
using Sweep.Core.Layers;
using Sweep.Core.Training;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a study trains: the section "model", a list of layers or a short form of one.</summary>
/// <param name="data">The rows that the network must fit.</param>
/// <param name="preprocessing">What is done to them before the network sees them.</param>
internal sealed class ModelReader(Dataset data, Preprocessing preprocessing)
{
    // More than anybody needs and less than would keep a machine busy before the first fit.
    private const int MostUnits = 1_000_000;
    private const int MostLayers = 1_000;
    private const int MostWeights = 250_000_000;

    private readonly Shape _input = preprocessing.InputShape(data);

    /// <summary>Reads the section.</summary>
    public Network Read(StudyNode node)
    {
        var (layers, section) = node.HasKey("kind") ? ReadShortForm(node) : ReadLayers(node);
        var initializer = section.Find("initializer") is { } named ? ComponentReader.Read(named, InitialWeights.Catalog) : null;
        RequireShapes(node, layers);
        if (data.IsSparse && layers[0] is not ITakesSparseRows)
            throw node.Error($"layer 1, {NetworkLayers.Catalog.NameOf(layers[0])}: it can't take sparse rows. Begin with dense or embedding_bag.");
        var network = new Network(_input, layers, initializer, data.IsSparse);
        RequireFits(node, network);
        return network;
    }

    // Asked layer by layer, so that the message can point at the one that does not fit.
    private void RequireShapes(StudyNode node, IReadOnlyList<ILayer> layers)
    {
        var nodes = node.HasKey("kind") ? null : node.Key("layers").List();
        var shape = _input;
        long weights = 0;
        for (int layer = 0; layer < layers.Count; layer++)
        {
            var at = nodes is null ? node : nodes[layer];
            try
            {
                var form = layers[layer].Form(shape);
                weights += form.Weights.Sum(tensor => (long)tensor.Rows * tensor.Columns);
                shape = form.Output;
            }
            catch (ArgumentException error)
            {
                throw at.Error($"layer {layer + 1}, {NetworkLayers.Catalog.NameOf(layers[layer])}: {SettingName.InWords(error)}");
            }
            catch (OverflowException)
            {
                throw at.Error($"layer {layer + 1}, {NetworkLayers.Catalog.NameOf(layers[layer])}: a row would have more than {int.MaxValue} values. Use fewer units.");
            }
            if (weights > MostWeights)
                throw at.Error($"the network would have {weights} weights or more; it can have {MostWeights}. Use fewer units.");
            if ((long)shape.Count * data.Rows > Array.MaxLength)
                throw at.Error($"a layer of {shape.Count} values for each of {data.Rows} rows is more than memory can hold. Use fewer units.");
        }
    }

    private static (IReadOnlyList<ILayer>, StudySection) ReadLayers(StudyNode node)
    {
        var section = node.Section("layers", "initializer");
        var list = section.Get("layers").List();
        if (list.Count > MostLayers)
            throw section.Get("layers").Error($"a network can have {MostLayers} layers; got {list.Count}.");
        return ([.. list.Select(each => ComponentReader.Read(each, NetworkLayers.Catalog))], section);
    }

    private (IReadOnlyList<ILayer>, StudySection) ReadShortForm(StudyNode node)
    {
        var kind = node.Key("kind");
        return kind.Text() switch
        {
            "linear" => (Linear(kind, isNumber: true), node.Section("kind", "initializer")),
            "logistic" => (Linear(kind, isNumber: false), node.Section("kind", "initializer")),
            "mlp" => Perceptron(node.Section("kind", "hidden", "activation", "initializer")),
            "cnn" => Convolutional(node.Section("kind", "channels", "kernel", "hidden", "activation", "initializer")),
            "lstm" => Recurrent(node.Section("kind", "units", "layers", "initializer")),
            var other => throw kind.Error(
                $"there is no model named {Shown.Quoted(other)}.{Nearest.Hint(other, ["cnn", "linear", "logistic", "lstm", "mlp"])} "
                + "Known: cnn, linear, logistic, lstm, mlp; or give a list of layers."),
        };
    }

    private ILayer[] Linear(StudyNode kind, bool isNumber) => isNumber == (data.Target == TargetKind.Number)
        ? [Output]
        : throw kind.Error(isNumber
            ? $"a linear model predicts a number, and the loss makes classes of the target {data.TargetName}. Use logistic, or a loss for a number."
            : $"a logistic model predicts classes, and the loss takes the target {data.TargetName} as a number. Use linear, or a loss for classes.");

    private (IReadOnlyList<ILayer>, StudySection) Perceptron(StudySection section)
    {
        var activation = ReadActivation(section);
        return ([.. Flattened, .. Hidden(section, activation), Output], section);
    }

    private (IReadOnlyList<ILayer>, StudySection) Convolutional(StudySection section)
    {
        var activation = ReadActivation(section);
        int kernel = section.Find("kernel")?.Count(MostUnits, "Kernel") ?? 3;
        if (kernel % 2 == 0)
            throw section.Get("kernel").Error($"the kernel of the short form must be odd, so that images keep their size; got {kernel}. Or give a list of layers.");
        var layers = new List<ILayer>();
        foreach (var channels in section.Get("channels").List())
        {
            layers.Add(new Convolution { Channels = channels.Count(MostUnits, "Channels"), Kernel = kernel, Padding = kernel / 2 });
            layers.Add(activation);
            layers.Add(new MaxPool { Size = 2 });
        }
        return ([.. layers, new Flatten(), .. Hidden(section, activation), Output], section);
    }

    private (IReadOnlyList<ILayer>, StudySection) Recurrent(StudySection section)
    {
        var lstm = new Lstm
        {
            Units = section.Get("units").Count(MostUnits, "Units"),
            Layers = section.Find("layers")?.Count(MostLayers, "Layers") ?? 1,
        };
        return ([lstm, Output], section);
    }

    private static IEnumerable<ILayer> Hidden(StudySection section, ILayer activation) =>
        (section.Find("hidden")?.ListOrEmpty() ?? []).SelectMany(
            each => new[] { new Dense { Units = each.Count(MostUnits, "Hidden") }, activation });

    private IEnumerable<ILayer> Flattened => _input.Rank > 1 ? [new Flatten()] : [];

    private Dense Output => new() { Units = data.TargetColumns };

    private static ILayer ReadActivation(StudySection section) =>
        section.Find("activation") is { } named ? ComponentReader.Read(named, Activations.Catalog) : new Relu();

    private void RequireFits(StudyNode node, Network network)
    {
        var last = network.Shapes[^1];
        if (!last.Equals(new Shape(data.TargetColumns)))
        {
            string wanted = data.Target == TargetKind.Classes
                ? $"{data.TargetColumns} values, one for each class of the target {data.TargetName}"
                : $"1 value for the target {data.TargetName}";
            throw node.Error(
                $"the last layer, {network.Layers.Count}, has the output {last}; a row needs {wanted}: {new Shape(data.TargetColumns)}. "
                + $"End with {{ kind: dense, units: {data.TargetColumns} }}{(last.Rank > 1 ? ", after flatten" : "")}.");
        }
        if (network.WeightCount == 0)
            throw node.Error("no layer has weights, so that there is nothing to train. Add a dense layer, for example.");
        RequireIds(node, network);
    }

    // Only the first layer can be handed what is in the file; what it takes for ids is looked at here, before anything is trained.
    private void RequireIds(StudyNode node, Network network)
    {
        int other = network.Layers.Skip(1).TakeWhile(layer => layer is not Embedding).Count() + 1;
        if (other < network.Layers.Count)
            throw node.Error($"layer {other + 1}, embedding, takes whole numbers, which only the data have: {network.Shapes[other]} comes from layer {other}. Put it first.");
        if (network.Layers[0] is not Embedding embedding)
            return;
        if (data.Categories.Count > 0 || data.Incomplete.Count > 0)
            throw node.Error("layer 1, embedding, takes whole numbers as they are, and data.categorical or data.missing would change them. Leave them out.");
        if (preprocessing.Scaling != Scaling.None)
            throw node.Error("layer 1, embedding, takes whole numbers as they are, and data.scale would change them. Add scale: none to data.");
        for (int row = 0; row < data.Rows; row++)
        {
            foreach (float id in data.Features[row])
            {
                if (id < 0 || id >= embedding.Count || id != MathF.Floor(id))
                    throw node.Error(FormattableString.Invariant(
                        $"layer 1, embedding, takes whole numbers from 0 to {embedding.Count - 1}; row {row + 1} of the data has {id}."));
            }
        }
    }
}
