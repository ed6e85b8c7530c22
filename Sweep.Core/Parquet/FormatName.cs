using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>The specification's spelling of its own words, for error messages.</summary>
internal static class FormatName
{
    /// <summary>DeltaBinaryPacked becomes DELTA_BINARY_PACKED; a number without a name stays a number.</summary>
    public static string Of<T>(T code)
        where T : struct, Enum
    {
        var name = new StringBuilder();
        foreach (char letter in code.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToUpperInvariant(letter));
        }
        return name.ToString();
    }
}
