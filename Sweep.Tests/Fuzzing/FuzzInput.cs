namespace Sweep.Tests.Fuzzing;

/// <summary>What a reader is handed: a valid file after some changes.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Seed">Which valid file it was.</param>
/// <param name="IsOverwritten">Whether some of its bytes became others, and nothing else happened: what a checksum must notice.</param>
internal sealed record FuzzInput(byte[] Bytes, int Seed, bool IsOverwritten);
