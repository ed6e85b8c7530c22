using Sweep.Core.Contracts;

namespace Sweep.Tests.Fuzzing;

/// <summary>A reader, and valid files to change.</summary>
/// <param name="Name">What it is called, as in the folder of cases.</param>
/// <param name="Seeds">Valid files, all small.</param>
/// <param name="Read">Reads every value of a file.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Func<string, FuzzReading> Read)
{
    /// <summary>What the file is called; what else it takes lies beside it.</summary>
    public string FileName { get; init; } = "file";

    /// <summary>Files that must lie beside it.</summary>
    public IReadOnlyDictionary<string, string> Beside { get; init; } = new Dictionary<string, string>();

    /// <summary>Words of a text format; none: it is binary.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Packs a file; some are changed before, some after it. Null: it is not packed.</summary>
    public Func<byte[], byte[]>? Pack { get; init; }

    /// <summary>Whether a checksum stands over the values of an input, so that other bytes in it must be noticed.</summary>
    public Func<FuzzInput, bool> HasChecksum { get; init; } = _ => false;

    /// <summary>Whether an exception is the reader's own way to refuse a file.</summary>
    public Func<Exception, bool> Refuses { get; init; } = error => error is InputException;

    /// <summary>The reader's name, for the list of tests.</summary>
    public override string ToString() => Name;
}
