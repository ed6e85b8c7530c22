namespace Sweep.Core.Parquet;

/// <summary>Gives one column of the current row its value.</summary>
/// <remarks>A value that is refused leaves the row as it was, so that another can take its place.</remarks>
public sealed class ColumnWriter<T>
{
    private readonly ParquetWriter _writer;
    private readonly ColumnBuffer _buffer;
    private readonly IValueSink<T> _sink;

    internal ColumnWriter(ParquetWriter writer, ColumnBuffer buffer)
    {
        (_writer, _buffer) = (writer, buffer);
        _sink = (IValueSink<T>)buffer;
    }

    /// <summary>The value of the current row.</summary>
    /// <param name="value">
    /// A timestamp is UTC or local, and is rounded down to microseconds. A text has at most 16 MiB as UTF-8; half a
    /// surrogate pair in it is written as U+FFFD. NaN and infinities are ordinary values.
    /// </param>
    public void Add(T value)
    {
        _writer.CheckTurn(_buffer);
        _sink.Add(value);
        _writer.CountValue();
    }

    /// <summary>The current row has no value in this column, which must be optional.</summary>
    public void AddNull()
    {
        _writer.CheckTurn(_buffer);
        if (!_buffer.Column.Optional)
            throw new InvalidOperationException($"Column \"{_buffer.Column.Name}\" is required: each row must have a value.");
        _buffer.AddNull();
        _writer.CountValue();
    }
}
