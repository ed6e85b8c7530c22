using System.Globalization;

namespace Sweep.Runner.Commands;

/// <summary>A line of comma-separated values (RFC 4180).</summary>
internal static class CsvLine
{
    /// <summary>The line without its end; what has a comma, a quote or a line break in it stands in quotes, what is null is empty.</summary>
    public static string Of(params IEnumerable<object?> fields) =>
        string.Join(',', fields.Select(field => Quoted(Convert.ToString(field, CultureInfo.InvariantCulture) ?? "")));

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
