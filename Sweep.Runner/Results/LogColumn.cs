using Sweep.Core.Parquet;

namespace Sweep.Runner.Results;

/// <summary>A column of a result log: its name and type, what it means, and where its values come from.</summary>
/// <typeparam name="TRow">What a row is made from.</typeparam>
/// <param name="Column">Name and type in the file.</param>
/// <param name="Meaning">What the column says, with its unit.</param>
/// <param name="Measured">Whether its values differ from run to run (times); such columns are no part of a digest.</param>
/// <param name="Open">Connects the column with a file, and returns what writes the value of a row.</param>
internal sealed record LogColumn<TRow>(
    ParquetColumn Column, string Meaning, bool Measured, Func<ParquetWriter, Action<TRow>> Open);
