using System.Runtime.InteropServices;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Results;

/// <summary>The keys under which a file of the result log says what it is.</summary>
internal static class LogMetadata
{
    /// <summary>Version of the log's layout.</summary>
    public const string Format = "hypersweep.format";

    /// <summary>The columns that tell rows apart, with commas between them.</summary>
    public const string Keys = "hypersweep.key_columns";

    /// <summary>The columns that differ from run to run, with commas between them.</summary>
    public const string Measured = "hypersweep.measured_columns";

    /// <summary>The files that make up the log, with commas between them.</summary>
    public const string Files = "hypersweep.files";

    /// <summary>Which trials of which ledger the file holds.</summary>
    public const string Part = "hypersweep.part";

    /// <summary>The study file, word for word.</summary>
    public const string Study = "hypersweep.study";

    /// <summary>SHA-256 of what the study file says, comments and layout left out.</summary>
    public const string StudyDigest = "hypersweep.study_digest";

    /// <summary>SHA-256 of the data file.</summary>
    public const string DataDigest = "hypersweep.data_digest";

    /// <summary>The program's version.</summary>
    public const string Version = "hypersweep.version";

    /// <summary>Operating system, processor architecture and number of cores.</summary>
    public const string Machine = "hypersweep.machine";

    /// <summary>What every file of a study says about itself.</summary>
    /// <param name="study">The study.</param>
    /// <param name="files">The names of the files that make up the log.</param>
    public static Dictionary<string, string> Of(Study study, IEnumerable<string> files) => new()
    {
        [Files] = string.Join(',', files.Order(StringComparer.Ordinal)),
        [Format] = "2",
        [Study] = study.Source.Text,
        [StudyDigest] = study.Source.Digest,
        [DataDigest] = study.Source.DataDigest,
        [Version] = ProgramVersion.Number,
        [Machine] = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores",
    };
}
