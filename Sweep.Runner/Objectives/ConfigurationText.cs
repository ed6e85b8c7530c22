using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Objectives;

/// <summary>A configuration as JSON: what the ledger keeps, and what commands are handed.</summary>
internal static class ConfigurationText
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The configuration as a JSON object, its hyperparameters in their order.</summary>
    public static string Of(Configuration configuration)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartObject();
            Write(json, configuration);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
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
                default: json.WriteString(name, value.ToString()); break;
            }
        }
    }
}
