using System.Reflection;

namespace Sweep.Runner;

/// <summary>The program's version, as files and messages say it.</summary>
internal static class ProgramVersion
{
    private static readonly string[] _parts = (typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+');

    /// <summary>The version number.</summary>
    public static string Number => _parts[0];

    /// <summary>The writer of a Parquet file, in the form that readers parse.</summary>
    public static string CreatedBy => $"HyperSweep version {Number} (build {(_parts.Length > 1 ? _parts[1] : "unknown")})";
}
