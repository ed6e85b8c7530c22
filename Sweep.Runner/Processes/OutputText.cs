using System.Text;

namespace Sweep.Runner.Processes;

/// <summary>Shows the end of what a command wrote.</summary>
internal static class OutputText
{
    /// <summary>The bytes to keep for <see cref="Tail"/>: a character has four at most.</summary>
    public const int TailBytes = 4 * TailCharacters;

    private const int TailCharacters = 500;
    private const int LineCharacters = 200;

    /// <summary>The last 500 characters, without blanks at the end.</summary>
    public static string Tail(TailBuffer bytes) => End(Encoding.UTF8.GetString(bytes.ToArray()).Trim(), TailCharacters);

    /// <summary>The last line, in which an error usually says what it is; control characters, which could confuse a terminal, become "�".</summary>
    public static string LastLine(string text)
    {
        string line = text[(text.LastIndexOfAny(['\n', '\r']) + 1)..].Trim();
        string end = End(line, LineCharacters);
        return (end.Length < line.Length ? "…" : "") + string.Concat(end.Select(character => char.IsControl(character) ? '\uFFFD' : character));
    }

    private static string End(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return char.IsLowSurrogate(text[^length]) ? text[^(length - 1)..] : text[^length..];
    }
}
