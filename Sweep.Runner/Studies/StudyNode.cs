using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Validation;
using YamlDotNet.RepresentationModel;

namespace Sweep.Runner.Studies;

/// <summary>A value in a study file, which knows where it stands, so that whatever is wrong with it can be shown.</summary>
internal sealed class StudyNode
{
    private readonly string _file;
    private readonly YamlNode _node;
    private readonly string _path;

    private StudyNode(string file, YamlNode node, string path) => (_file, _node, _path) = (file, node, path);

    /// <summary>Whether this is one value, neither list nor mapping.</summary>
    public bool IsScalar => _node is YamlScalarNode;

    /// <summary>Whether this is a list.</summary>
    public bool IsList => _node is YamlSequenceNode;

    /// <summary>Reads a YAML document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">What messages call it.</param>
    public static StudyNode Parse(string text, string file)
    {
        var stream = new YamlStream();
        try
        {
            YamlBounds.Require(text, file);
            stream.Load(new StringReader(text));
        }
        catch (YamlDotNet.Core.YamlException error)
        {
            throw new InputException($"{file}, line {error.Start.Line}: this is not valid YAML. {error.Message}", error);
        }
        // Where the parser loses its own way, as at a bracket that is never closed, it throws whatever happens to it.
        catch (Exception error) when (error is not InputException)
        {
            throw new InputException($"{file}: this is not valid YAML. A bracket or a quote that is not closed is a common cause.", error);
        }
        if (stream.Documents.Count == 0)
            throw new InputException($"{file}: the study file is empty. docs/study-file.md shows what belongs in it.");
        if (stream.Documents.Count > 1)
        {
            throw new InputException(
                $"{file}, line {stream.Documents[1].RootNode.Start.Line}: a study file is one YAML document; got {stream.Documents.Count}. Make a file of each.");
        }
        return new StudyNode(file, stream.Documents[0].RootNode, "");
    }

    /// <summary>A message about this value, with its file, line and name.</summary>
    public InputException Error(string message)
    {
        string place = _path.Length == 0 ? "" : $", {Shown.Plain(_path)}";
        return new InputException($"{_file}, line {Line}{place}: {message}");
    }

    /// <summary>Whether this is a mapping that has a key.</summary>
    public bool HasKey(string key) => _node is YamlMappingNode mapping && mapping.Children.ContainsKey(new YamlScalarNode(key));

    /// <summary>The value of a key that a mapping must have, before the others are looked at.</summary>
    public StudyNode Key(string key) => _node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value)
        ? Child(key, value)
        : throw Error($"the key \"{key}\" is missing.");

    /// <summary>This value, where it is not a single one.</summary>
    /// <param name="example">What a person may have meant who wrote a single one.</param>
    public StudyNode RequireKeys(string example) =>
        IsScalar ? throw Error($"a mapping of keys is needed here, for example {example}; got {Shape()}.") : this;

    /// <summary>The value as a mapping of keys; a key that is not known is refused.</summary>
    public StudySection Section(params IReadOnlyCollection<string> known) => _node is YamlMappingNode mapping
        ? new StudySection(this, mapping, known)
        : throw Error($"a mapping of keys is needed here; got {Shape()}.");

    /// <summary>The value as a mapping of keys, whatever they are.</summary>
    public StudySection AnySection() => _node is YamlMappingNode mapping
        ? new StudySection(this, mapping, [.. mapping.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "")])
        : throw Error($"a mapping of keys is needed here; got {Shape()}.");

    /// <summary>The value as what it looks like: a whole number, a number, true or false, or text. What stands in quotes is text.</summary>
    public object Value()
    {
        if (_node is YamlScalarNode { Style: not YamlDotNet.Core.ScalarStyle.Plain })
            return Scalar();
        string text = Text();
        if (text is "null" or "~")
            throw Error($"a value is needed here; got {text}. If the text is meant, put it in quotes.");
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole))
            return whole;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
            return number;
        return text switch { "true" => true, "false" => false, _ => text };
    }

    /// <summary>The value as text, which may be empty.</summary>
    public string TextOrEmpty() => _node is YamlScalarNode ? Scalar() : throw Error($"text is needed here; got {Shape()}.");

    /// <summary>The values of a list, at least one.</summary>
    public IReadOnlyList<StudyNode> List() => _node is YamlSequenceNode { Children.Count: > 0 } list
        ? [.. list.Children.Select(child => new StudyNode(_file, child, _path))]
        : throw Error($"a list with at least one entry is needed here; got {Shape()}.");

    /// <summary>The values of a list, which may be empty.</summary>
    public IReadOnlyList<StudyNode> ListOrEmpty() => _node switch
    {
        YamlSequenceNode { Children.Count: 0 } => [],
        YamlSequenceNode => List(),
        _ => throw Error($"a list is needed here, which may be empty; got {Shape()}."),
    };

    /// <summary>The value as text.</summary>
    public string Text() => _node is YamlScalarNode { Value: { Length: > 0 } text }
        ? text
        : throw Error($"text is needed here; got {Shape()}.");

    /// <summary>The value as a number.</summary>
    public double Number() =>
        IsScalar && double.TryParse(Scalar(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw Error($"a number is needed here; got {Shape()}.{ShareHint()}");

    // Lengths are per cent where their setting says so; shares are numbers.
    private string ShareHint() =>
        IsScalar && Scalar() is [.., '%'] text && decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal percent)
            ? string.Create(CultureInfo.InvariantCulture, $" A share is written as {percent / 100:0.#########}.")
            : "";

    /// <summary>The value as a whole number.</summary>
    /// <param name="wanted">What is needed here, as messages say it.</param>
    public int Integer(string wanted = "a whole number is") =>
        IsScalar && int.TryParse(Scalar(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Error($"{wanted} needed here; got {Shape()}.");

    /// <summary>The value as a whole number from 1 to <paramref name="most"/>.</summary>
    public int Count(int most, string setting) => Checked(() => Check.Between(1, most, Integer(), setting));

    /// <summary>The value as a seed.</summary>
    public ulong Seed() =>
        IsScalar && ulong.TryParse(Scalar(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw Error($"a whole number of at least 0 is needed here; got {Shape()}.");

    /// <summary>The value as true or false.</summary>
    public bool Flag() => IsScalar ? Scalar() switch
    {
        "true" => true,
        "false" => false,
        _ => throw Error($"true or false is needed here; got {Shape()}."),
    } : throw Error($"true or false is needed here; got {Shape()}.");

    /// <summary>The value as a length of time.</summary>
    public TimeSpan Duration() => IsScalar && SettingDuration.TryParse(Scalar(), out var duration)
        ? duration
        : throw Error($"{SettingDuration.Allowed} is needed here; got {Shape()}.");

    /// <summary>The value as a size of memory.</summary>
    public MemorySize Memory() => IsScalar && MemorySize.TryParse(Scalar(), out var size)
        ? size
        : throw Error($"{MemorySize.Allowed} is needed here; got {Shape()}.");

    /// <summary>The value as a number for each side of an image: a list of two, or one number for both.</summary>
    public Pair Pair()
    {
        if (!IsList)
            return Integer();
        return ListOrEmpty() is [var height, var width]
            ? (height.Integer(), width.Integer())
            : throw Error("one whole number or a list of two, [height, width], is needed here; got a list of another length.");
    }

    /// <summary>The value as a length of a part of a training.</summary>
    public TrainingLength Length()
    {
        if (!IsScalar || !TrainingLength.TryParse(Scalar(), out var length))
            throw Error($"{TrainingLength.Allowed} is needed here; got {Shape()}.{UnitHint()}");
        return length.Value;
    }

    /// <summary>The value as what a setting holds; null says that one that needs none has none.</summary>
    /// <param name="type">The setting's type: a number or two, a flag, a choice, a length of time or of a training, a size of memory, a schedule, or a list of these.</param>
    public object? Setting(Type type) => IsNone && Nullable.GetUnderlyingType(type) is not null ? null : (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var plain when plain == typeof(double) => Number(),
        var plain when plain == typeof(int) => Integer(),
        var plain when plain == typeof(bool) => Flag(),
        var plain when plain == typeof(Pair) => Pair(),
        var plain when plain == typeof(PartSize) => Checked(() => PartSize.Of(Number())),
        var plain when plain.IsEnum => Choice(plain),
        var plain when plain == typeof(TimeSpan) => Duration(),
        var plain when plain == typeof(MemorySize) => Memory(),
        var plain when plain == typeof(TrainingLength) => Length(),
        var plain when plain == typeof(ISchedule) => ComponentReader.Read(this, LearningRateSchedules.Catalog),
        var plain when ComponentSettings.ElementOf(plain) is { } element => Settings(element),
        _ => throw new NotSupportedException($"Study files cannot set a {type.Name}: it is no number, flag, choice, length, size of memory, schedule or list of these."),
    };

    /// <summary>Whether this is how YAML writes that there is no value.</summary>
    public bool IsNone => _node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "null" or "~" };

    // Whether a list may be empty is for the component to say.
    private Array Settings(Type element)
    {
        var nodes = ListOrEmpty();
        var values = Array.CreateInstance(element, nodes.Count);
        foreach (var (index, node) in nodes.Index())
            values.SetValue(node.Setting(element), index);
        return values;
    }

    private string UnitHint() => IsScalar && double.TryParse(Scalar(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _)
        ? $" Say of what: {Scalar()} steps, or {Scalar()} epochs."
        : "";

    // One of the values of an enumeration.
    private object Choice(Type type)
    {
        string[] known = [.. Enum.GetNames(type).Select(SettingName.InFile).Order(StringComparer.Ordinal)];
        return Enum.GetValues(type).Cast<object>().FirstOrDefault(value => SettingName.InFile($"{value}") == Text())
            ?? throw Error($"one of {string.Join(", ", known)} is needed here; got {Shape()}.{Nearest.Hint(Text(), known)}");
    }

    /// <summary>The component of a catalog that this value names.</summary>
    public T Named<T>(Catalog<T> catalog)
        where T : class => catalog.TryCreate(Text(), out var component)
            ? component
            : throw Error($"there is no {catalog.Kind} named {Shown.Quoted(Text())}.{Nearest.Hint(Text(), catalog.Names)} Known: {string.Join(", ", catalog.Names)}.");

    /// <summary>Makes something of the value, and says where it stands if its own check refuses.</summary>
    public T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException error)
        {
            throw Error(SettingName.InWords(error));
        }
    }

    internal StudyNode Child(string key, YamlNode node) => new(_file, node, _path.Length == 0 ? key : $"{_path}.{key}");

    private string Scalar() => ((YamlScalarNode)_node).Value ?? "";

    // A pair in a list without braces, [adam: { … }], starts nowhere, as the parser has it.
    private long Line => _node is YamlMappingNode { Start.Index: 0, Children: { Count: > 0 } children } ? children[0].Key.Start.Line : _node.Start.Line;

    private string Shape() => _node switch
    {
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => Shown.Quoted(scalar.Value),
        YamlSequenceNode { Children.Count: 0 } => "an empty list",
        YamlSequenceNode => "a list",
        _ => "a mapping of keys",
    };
}
