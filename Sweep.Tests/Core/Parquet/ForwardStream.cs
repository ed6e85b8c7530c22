namespace Sweep.Tests.Core.Parquet;

/// <summary>A stream that can only be written to, and that may fail on the way.</summary>
internal sealed class ForwardStream : Stream
{
    public MemoryStream Written { get; } = new();

    public long FailsAfter { get; set; } = long.MaxValue;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Written.Length + count > FailsAfter)
            throw new IOException("The disk is full.");
        Written.Write(buffer, offset, count);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Written.Dispose();
        base.Dispose(disposing);
    }
}
