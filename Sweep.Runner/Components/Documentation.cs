using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Components;

/// <summary>Reads what the source code says, so that it is written once, from the files that the build leaves beside the program.</summary>
/// <param name="folder">Where they are: NAME.xml for each assembly.</param>
internal sealed partial class Documentation(string folder)
{
    private static readonly Documented _nothing = new(null, null, null, null);
    private readonly Dictionary<string, Dictionary<string, XElement>> _files = [];
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>The files that were asked for and are not there.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>What is said about a type.</summary>
    public Documented Of(Type type) => Of(type, $"T:{Name(type)}");

    /// <summary>What is said about a property, where it is declared.</summary>
    public Documented Of(PropertyInfo property) => Of(property.DeclaringType!, $"P:{Name(property.DeclaringType!)}.{property.Name}");

    private Documented Of(Type type, string member)
    {
        if (!MembersOf(type.Assembly).TryGetValue(member, out var element))
            return _nothing;

        var remarks = element.Element("remarks");
        string? prose = remarks is null ? null : Prose(remarks);
        string? source = prose is null || SourceSentence().Match(prose) is not { Success: true } match ? null : match.Groups["source"].Value;
        string rule = string.Join('\n', remarks?.Elements("code").Select(code => Lines(code.Value)) ?? []);
        return new Documented(
            element.Element("summary") is { } summary ? Prose(summary) : null, rule.Length > 0 ? rule : null, source, string.IsNullOrEmpty(prose) ? null : prose);
    }

    private Dictionary<string, XElement> MembersOf(Assembly assembly)
    {
        string name = assembly.GetName().Name!;
        if (_files.TryGetValue(name, out var members))
            return members;

        string path = Path.Combine(folder, name + ".xml");
        if (!File.Exists(path))
        {
            _missing.Add(path);
            return _files[name] = [];
        }
        return _files[name] = XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
    }

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    // Text on one line, formulas left out; a reference becomes the name that study files have for it.
    private static string Prose(XElement element) => Blanks().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "code" } => " ",
        XElement { IsEmpty: true } reference => Reference(reference),
        XElement nested => Prose(nested),
        _ => "",
    })), " ").Trim();

    private static string Reference(XElement element)
    {
        if (element.Attribute("cref")?.Value is not { } target)
            return element.Attributes().FirstOrDefault()?.Value ?? " ";
        string name = target[2..].Split('(')[0].Split('.')[^1];
        return target.StartsWith("P:", StringComparison.Ordinal) ? SettingName.InFile(name) : name;
    }

    // The compiler indents all lines alike.
    private static string Lines(string code)
    {
        string[] lines = [.. code.Trim('\r', '\n', ' ').Split('\n').Select(line => line.TrimEnd())];
        int indent = lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, number) => number == 0 || line.Length == 0 ? line : line[indent..]));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    // A sentence ends before a capital letter: "et al. 2015" does not end one.
    [GeneratedRegex(@"\bSources?\b[^:.]*: (?<source>.+?)\.?(?=$|(?<=\.) \p{Lu})")]
    private static partial Regex SourceSentence();
}
