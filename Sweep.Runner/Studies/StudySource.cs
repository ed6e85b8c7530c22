namespace Sweep.Runner.Studies;

/// <summary>Where a study came from: what ledger and result log keep, so that results can be traced and compared.</summary>
/// <param name="Text">The study file, word for word; empty for a study made in code.</param>
/// <param name="Digest">SHA-256 of what the study file says, comments and layout left out, in hexadecimal.</param>
/// <param name="DataDigest">SHA-256 of the data file, in hexadecimal; empty where there is none.</param>
/// <param name="Settings">What the study file says, every value by its path ("training.epochs").</param>
public sealed record StudySource(string Text, string Digest, string DataDigest, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>A study made in code, known by settings of its maker's choice: two with the same settings must do the same.</summary>
    public static StudySource Code(IReadOnlyDictionary<string, string> settings) => new(
        "", StudyDigest.Of(string.Concat(settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}: {setting.Value}\n"))), "", settings);
}
