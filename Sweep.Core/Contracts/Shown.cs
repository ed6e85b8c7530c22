using System.Text;

namespace Sweep.Core.Contracts;

/// <summary>How messages show what somebody wrote, whatever it was.</summary>
public static class Shown
{
    private const int Longest = 60;

    /// <summary>A text in quotes, cut where it is long; control characters, which could confuse a terminal, become "�".</summary>
    public static string Quoted(string text) => $"\"{Plain(text)}\"";

    /// <summary>The same without quotes.</summary>
    public static string Plain(string text)
    {
        if (text.Length <= Longest && !text.Any(char.IsControl))
            return text;
        var shown = new StringBuilder();
        foreach (char character in text.Length <= Longest ? text : text[..Longest])
            shown.Append(char.IsControl(character) ? '\uFFFD' : character);
        return shown.Append(text.Length <= Longest ? "" : "…").ToString();
    }

    /// <summary>A whole message: control characters but line ends become "�", wherever in it they came from.</summary>
    public static string Message(string text) => text.Any(IsDangerous)
        ? string.Concat(text.Select(character => IsDangerous(character) ? '\uFFFD' : character))
        : text;

    /// <summary>A message of the system as a sentence of its own.</summary>
    public static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    private static bool IsDangerous(char character) => char.IsControl(character) && character != '\n';
}
