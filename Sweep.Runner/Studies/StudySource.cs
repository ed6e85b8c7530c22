namespace Sweep.Runner.Studies;

/// <summary>Where a study came from: what the result log keeps, so that results can be traced and compared.</summary>
/// <param name="Text">The study file, word for word.</param>
/// <param name="Digest">SHA-256 of what the study file says, comments and layout left out, in hexadecimal.</param>
/// <param name="DataDigest">SHA-256 of the data file, in hexadecimal.</param>
public sealed record StudySource(string Text, string Digest, string DataDigest);
