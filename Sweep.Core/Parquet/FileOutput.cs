namespace Sweep.Core.Parquet;

/// <summary>A stream that is only ever added to, and how far it has come.</summary>
internal sealed class FileOutput(Stream stream)
{
    /// <summary>Bytes written so far. The stream itself may not know.</summary>
    public long Position { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        Position += bytes.Length;
    }

    public void Flush() => stream.Flush();
}
