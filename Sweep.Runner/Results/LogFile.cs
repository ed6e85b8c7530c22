using Polly;
using Sweep.Core.Parquet;

namespace Sweep.Runner.Results;

/// <summary>A file of the result log while it is written: under another name, so that nobody reads half a file.</summary>
internal sealed class LogFile<TRow> : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly ParquetWriter _writer;
    private readonly Action<TRow>[] _columns;
    private bool _published;

    /// <summary>Opens the file aside.</summary>
    /// <param name="table">Its columns.</param>
    /// <param name="path">The file.</param>
    /// <param name="metadata">What the file says about itself.</param>
    public LogFile(LogTable<TRow> table, string path, IReadOnlyDictionary<string, string> metadata)
    {
        _path = path;
        _stream = new FileStream(WrittenAs, FileMode.Create, FileAccess.Write, FileShare.None);
        _writer = new ParquetWriter(_stream, new ParquetSchema(table.Columns.Select(column => column.Column)), ProgramVersion.CreatedBy);
        foreach (var (key, value) in metadata)
            _writer.Metadata[key] = value;
        _writer.Metadata[LogMetadata.Keys] = string.Join(',', table.Keys);
        _writer.Metadata[LogMetadata.Measured] = string.Join(',', table.Columns.Where(column => column.Measured).Select(column => column.Column.Name));
        _columns = [.. table.Columns.Select(column => column.Open(_writer))];
    }

    private string WrittenAs => _path + ".tmp";

    /// <summary>Adds a row.</summary>
    public void Add(TRow row)
    {
        foreach (var write in _columns)
            write(row);
        _writer.EndRow();
    }

    /// <summary>Takes over the rows of another file of the same table, as they lie there.</summary>
    public void Append(ParquetReader part) => _writer.Append(part);

    /// <summary>Makes the file whole and puts it on the disk; it still has its other name.</summary>
    public void Complete()
    {
        _writer.Close();
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
    }

    /// <summary>Gives the whole file its name.</summary>
    public void Publish(ResiliencePipeline retry)
    {
        retry.Execute(() => File.Move(WrittenAs, _path, overwrite: true));
        _published = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
        // Once it has its name, the other one may belong to the next run.
        if (!_published)
            File.Delete(WrittenAs);
    }
}
