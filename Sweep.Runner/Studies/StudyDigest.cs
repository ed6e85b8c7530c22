using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweep.Runner.Studies;

/// <summary>One hash of what a study file says: comments, blanks and the way it is laid out make no difference.</summary>
internal static class StudyDigest
{
    /// <summary>The SHA-256 of a YAML document's keys, values and structure, in hexadecimal.</summary>
    public static string Of(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            string part = parser.Current switch
            {
                Scalar scalar => $"={scalar.Value.Length}:{scalar.Value}",
                AnchorAlias alias => $"*{alias.Value}",
                var other => other!.GetType().Name,
            };
            hash.AppendData(Encoding.UTF8.GetBytes(part + "\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
