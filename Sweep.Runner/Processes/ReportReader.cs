using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Sweep.Runner.Processes;

/// <summary>Reads a line that a command reported.</summary>
internal static class ReportReader
{
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 1000 };
    private static readonly SearchValues<byte> _afterValue = SearchValues.Create(",]} \t\r"u8);

    /// <summary>Reads a JSON object, in which numbers may also be NaN, Infinity and -Infinity, as Python writes them.</summary>
    /// <param name="line">The line; these words are overwritten.</param>
    /// <exception cref="FormatException">It is something else; the message says what, to follow "begins with "{" and ".</exception>
    public static CommandReport Read(Span<byte> line)
    {
        if (!Utf8.IsValid(line))
            throw new FormatException("is not valid UTF-8");
        try
        {
            var words = ReplaceWords(line);
            var reader = new Utf8JsonReader(line, _options);
            var report = Read(ref reader, words);
            // Reads on to the end of the line, where nothing may follow.
            while (reader.Read())
                continue;
            return report;
        }
        // InvalidOperationException: a name with half a surrogate pair.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException("is no JSON object", error);
        }
    }

    private static CommandReport Read(ref Utf8JsonReader reader, Dictionary<long, double> words)
    {
        long? epoch = null;
        bool diverged = false;
        var figures = new Dictionary<string, double>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "epoch")
                epoch = Epoch(ref reader, words);
            else if (name == "diverged")
                diverged = Flag(ref reader);
            else if (reader.TokenType == JsonTokenType.Number)
                figures[name] = Number(ref reader, words);
            else
                reader.Skip();
        }
        return new CommandReport(epoch, figures, diverged);
    }

    private static long? Epoch(ref Utf8JsonReader reader, Dictionary<long, double> words)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        // Up to 2⁵³ a whole double is exact; 3.0 is an epoch too.
        return reader.TokenType == JsonTokenType.Number && Number(ref reader, words) is >= 0 and <= 1L << 53 and var epoch && double.IsInteger(epoch)
            ? (long)epoch
            : throw new FormatException("has an \"epoch\" that is no whole number of at least 0");
    }

    private static bool Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw new FormatException("has a \"diverged\" that is neither true nor false"),
    };

    private static double Number(ref Utf8JsonReader reader, Dictionary<long, double> words) =>
        words.TryGetValue(reader.TokenStartIndex, out double word) ? word : reader.GetDouble();

    /// <summary>Puts a number of the same length in the place of each word, and says which value stood where.</summary>
    private static Dictionary<long, double> ReplaceWords(Span<byte> line)
    {
        var words = new Dictionary<long, double>();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                quoted = !quoted;
            else if (quoted && line[i] == '\\')
                i++;
            // Only where a value can begin, so that 1NaN does not become a number.
            else if (!quoted && ":,[ \t"u8.Contains(line[i]) && ReplaceWord(line[(i + 1)..]) is { } value)
                words[i + 1] = value;
        }
        return words;
    }

    private static double? ReplaceWord(Span<byte> rest)
    {
        int length = rest.IndexOfAny(_afterValue);
        var word = rest[..Math.Max(0, length)];
        return Replace(word, "NaN"u8, "1e9"u8, double.NaN)
            ?? Replace(word, "Infinity"u8, "1e000009"u8, double.PositiveInfinity)
            ?? Replace(word, "-Infinity"u8, "-1e000009"u8, double.NegativeInfinity);
    }

    private static double? Replace(Span<byte> word, ReadOnlySpan<byte> name, ReadOnlySpan<byte> number, double value)
    {
        if (!word.SequenceEqual(name))
            return null;
        number.CopyTo(word);
        return value;
    }
}
