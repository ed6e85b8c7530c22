namespace Sweep.Core.Parquet;

/// <summary>Gives one column of the current row its value, or of several rows their values.</summary>
/// <remarks>A single value that is refused leaves the row as it was, so that another can take its place.</remarks>
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
    }

    /// <summary>The current row has no value in this column, which must be optional.</summary>
    public void AddNull()
    {
        _writer.CheckTurn(_buffer);
        if (!_buffer.Column.Optional)
            throw new InvalidOperationException($"Column \"{_buffer.Column.Name}\" is required: each row must have a value.");
        _buffer.AddNull();
    }

    /// <summary>Values of several rows at once; when each column has its own, <see cref="ParquetWriter.EndRows"/> ends the rows.</summary>
    /// <param name="values">One for each row; where a row has none, anything.</param>
    /// <param name="nulls">True for each row without a value; empty if every row has one.</param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, the rows are more than a row group has, or a value is refused. A value that is refused ends the file: those before it are there.
    /// </exception>
    public void AddRange(ReadOnlySpan<T> values, ReadOnlySpan<bool> nulls = default)
    {
        if (nulls.Length > 0 && nulls.Length != values.Length)
            throw new ArgumentException(
                $"Column \"{_buffer.Column.Name}\" must get as many null marks as values, or none; got {nulls.Length} for {values.Length}.", nameof(nulls));
        if (!_buffer.Column.Optional && nulls.Contains(true))
            throw new InvalidOperationException($"Column \"{_buffer.Column.Name}\" is required: each row must have a value.");

        _writer.AddRows(_buffer, values.Length);
        try
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (nulls.Length > 0 && nulls[i])
                    _buffer.AddNull();
                else
                    _sink.Add(values[i]);
            }
        }
        catch
        {
            _writer.GiveUp();
            throw;
        }
    }
}
