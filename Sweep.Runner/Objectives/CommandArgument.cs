using System.Text;

namespace Sweep.Runner.Objectives;

/// <summary>An argument of a command: text, with placeholders like <c>{learning_rate}</c>.</summary>
/// <param name="Pieces">The text in pieces: what stands there, or the name of a placeholder.</param>
public sealed record CommandArgument(IReadOnlyList<(string Text, bool IsPlaceholder)> Pieces)
{
    /// <summary>The names of the placeholders.</summary>
    public IEnumerable<string> Placeholders => Pieces.Where(piece => piece.IsPlaceholder).Select(piece => piece.Text);

    /// <summary>Reads an argument. A brace around anything but a name is a brace; <c>{{name}}</c> stands for <c>{name}</c>.</summary>
    public static CommandArgument Parse(string text)
    {
        var pieces = new List<(string, bool)>();
        var plain = new StringBuilder();
        for (int at = 0; at < text.Length; at++)
        {
            int end = text[at] == '{' ? EndOfName(text, at + 1) : -1;
            bool escaped = end < 0 && text[at] == '{' && at + 1 < text.Length && text[at + 1] == '{' && EndOfName(text, at + 2) is var inner && inner > 0
                && inner + 1 < text.Length && text[inner + 1] == '}';
            if (escaped)
            {
                int last = EndOfName(text, at + 2);
                plain.Append(text, at + 1, last - at);
                at = last + 1;
            }
            else if (end > 0)
            {
                if (plain.Length > 0)
                    pieces.Add((plain.ToString(), false));
                plain.Clear();
                pieces.Add((text[(at + 1)..end], true));
                at = end;
            }
            else
            {
                plain.Append(text[at]);
            }
        }
        if (plain.Length > 0 || pieces.Count == 0)
            pieces.Add((plain.ToString(), false));
        return new CommandArgument(pieces);
    }

    /// <summary>The argument with its placeholders filled in.</summary>
    public string Text(IReadOnlyDictionary<string, string> values) =>
        string.Concat(Pieces.Select(piece => piece.IsPlaceholder ? values.GetValueOrDefault(piece.Text, "") : piece.Text));

    // The place of the brace that closes a name, or -1.
    private static int EndOfName(string text, int start)
    {
        int at = start;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            at++;
        return at > start && !char.IsAsciiDigit(text[start]) && at < text.Length && text[at] == '}' ? at : -1;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = string.Concat(Pieces.Select(piece => piece.IsPlaceholder ? $"{{{piece.Text}}}" : piece.Text));
        return text.Length == 0 || text.Any(char.IsWhiteSpace) ? $"\"{text}\"" : text;
    }
}
