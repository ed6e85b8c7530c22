using System.Text.RegularExpressions;

namespace Sweep.Runner.Objectives;

/// <summary>An argument of a command: text, with placeholders like <c>{learning_rate}</c>.</summary>
/// <remarks>A brace around anything but a name is a brace, so that JSON can be an argument; <c>{{name}}</c> stands for <c>{name}</c>.</remarks>
/// <param name="Template">The text as a study file has it.</param>
public sealed partial record CommandArgument(string Template)
{
    /// <summary>The names of the placeholders.</summary>
    public IEnumerable<string> Placeholders => Names().Matches(Template).Select(NameIn).Where(name => name.Length > 0);

    /// <summary>An argument that arrives as it stands, whatever braces it has.</summary>
    public static CommandArgument Literal(string text) => new(Braced().Replace(text, "{$0}"));

    /// <summary>The argument with its placeholders filled in; one without a value stays as it stands.</summary>
    public string Text(IReadOnlyDictionary<string, string> values) => Names().Replace(
        Template, match => NameIn(match) is { Length: > 0 } name ? values.GetValueOrDefault(name, match.Value) : match.Value[1..^1]);

    /// <summary>A text as an argument of a line for people: in quotes where it would not be seen to be one.</summary>
    public static string Shown(string text) =>
        text.Length > 0 && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) ? text : Core.Contracts.Shown.Quoted(text);

    /// <inheritdoc/>
    public override string ToString() => Shown(Template);

    private static string NameIn(Match match) => match.Groups["name"].Value;

    [GeneratedRegex(@"\{\{[A-Za-z_][A-Za-z0-9_]*\}\}|\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Names();

    [GeneratedRegex(@"\{[A-Za-z_][A-Za-z0-9_]*\}")]
    private static partial Regex Braced();
}
