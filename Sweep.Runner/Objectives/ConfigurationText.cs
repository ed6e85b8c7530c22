using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Objectives;

/// <summary>A configuration as JSON: what the ledger keeps, and what commands are handed.</summary>
internal static class ConfigurationText
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? _own;

    /// <summary>The configuration as a JSON object, its hyperparameters in their order.</summary>
    public static string Of(Configuration configuration)
    {
        // Kept for the next one: there may be a million.
        var (buffer, json) = _own ??= New();
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        Write(json, configuration);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the hyperparameters into an object under way.</summary>
    public static void Write(Utf8JsonWriter json, Configuration configuration)
    {
        foreach (var (name, value) in configuration.Values)
        {
            switch (value)
            {
                case double number: json.WriteNumber(name, number); break;
                case int number: json.WriteNumber(name, number); break;
                case bool flag: json.WriteBoolean(name, flag); break;
                default: json.WriteString(name, ComponentSettings.Text(value)); break;
            }
        }
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) New()
    {
        var buffer = new ArrayBufferWriter<byte>();
        return (buffer, new Utf8JsonWriter(buffer, _options));
    }
}
