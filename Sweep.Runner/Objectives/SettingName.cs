using System.Text.Json;

namespace Sweep.Runner.Objectives;

/// <summary>The two spellings of a setting, or of a value with a name: PascalCase in code, snake_case in study files and logs.</summary>
internal static class SettingName
{
    /// <summary>"InitialAccumulator" as study files write it: "initial_accumulator".</summary>
    public static string InFile(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    /// <summary>The message of a refused setting, in the spelling of study files.</summary>
    public static string InWords(ArgumentException error)
    {
        string message = error.ParamName is { } name && error.Message.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            ? InFile(name) + error.Message[name.Length..]
            : error.Message;
        // The framework appends "(Parameter 'X')", which names code that the reader of the message has not seen.
        int suffix = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? message : message[..suffix];
    }
}
