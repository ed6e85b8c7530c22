namespace Sweep.Tests.Fuzzing;

/// <summary>What was read of a file that a reader took.</summary>
/// <param name="Schema">What its columns are.</param>
/// <param name="Values">All values, or a hash of them.</param>
internal sealed record FuzzReading(string Schema, string Values);
