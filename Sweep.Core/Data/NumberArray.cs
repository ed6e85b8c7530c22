namespace Sweep.Core.Data;

/// <summary>An array of numbers in a file: rows of values.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Header">What the file says about it.</param>
/// <param name="Open">Opens the file at its start; who calls it disposes the stream.</param>
internal sealed record NumberArray(string Name, ArrayHeader Header, Func<DataStream> Open)
{
    /// <summary>Reads what an array is.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="read">Reads how a file begins.</param>
    /// <param name="open">Opens the file at its start.</param>
    public static NumberArray Of(string name, Func<DataStream, string, ArrayHeader> read, Func<DataStream> open)
    {
        using var stream = open();
        return new NumberArray(name, read(stream, name), open);
    }
}
