namespace Sweep.Core.Parquet;

/// <summary>Compares the parts of a footer with each other and with the file, before anything is read by them.</summary>
internal static class FileLayout
{
    /// <summary>The columns below the root. What lies below one of them makes it nested, and takes chunks that nobody reads.</summary>
    public static StoredColumn[] Columns(IReadOnlyList<SchemaElement> schema)
    {
        if (schema.Count == 0)
            throw new ParquetException("the schema is empty");

        var columns = new List<StoredColumn>();
        for (int next = 1, chunk = 0; next < schema.Count;)
        {
            columns.Add(Column(schema[next], chunk));
            (next, int leaves) = PassOver(schema, next);
            chunk += leaves;
        }
        return schema[0].Children == columns.Count
            ? [.. columns]
            : throw new ParquetException($"the schema announces {schema[0].Children} columns and lists {columns.Count}");
    }

    /// <summary>Makes sure that all chunks fit the schema and lie between the magic bytes and the footer.</summary>
    public static void Check(FileMetadata file, StoredColumn[] columns, long footerStart)
    {
        int chunks = file.Schema.Skip(1).Count(element => element.Children == 0);
        var byChunk = columns.Where(column => !column.IsNested).ToDictionary(column => column.Chunk);
        long rows = 0, bytes = 0;
        for (int g = 0; g < file.RowGroups.Count; g++)
        {
            var group = file.RowGroups[g];
            if (group.Rows is < 0 or > FormatLimits.RowsPerGroup)
                throw new ParquetException(
                    $"row group {g} has {group.Rows} rows; at most {FormatLimits.RowsPerGroup} are supported");
            if (group.Columns.Count != chunks)
                throw new ParquetException($"row group {g} has {group.Columns.Count} columns and the schema {chunks}");

            rows += group.Rows;
            // Without rows, the offsets of a group mean nothing.
            for (int c = 0; c < chunks && group.Rows > 0; c++)
                bytes += CheckedSize(group, group.Columns[c], byChunk.GetValueOrDefault(c), g, footerStart);
        }
        if (rows != file.Rows)
            throw new ParquetException($"the file announces {file.Rows} rows and its row groups {rows}");
        // Chunks do not share bytes; if they could, a small file could take any time to read.
        if (bytes > footerStart)
            throw new ParquetException("column chunks overlap");
    }

    private static StoredColumn Column(SchemaElement element, int chunk)
    {
        var column = new StoredColumn(ParquetTypes.OfFile(element), element, chunk);
        if (column.IsNested)
            return column with { Column = column.Column with { Type = ParquetType.Other } };
        return element.Repetition is 0 or 1
            ? column
            : throw new ParquetException($"column '{element.Name}' does not say whether it is required or optional");
    }

    // Without recursion: a schema may be as deep as it is long.
    private static (int Next, int Leaves) PassOver(IReadOnlyList<SchemaElement> schema, int column)
    {
        int next = column, leaves = 0;
        for (long due = 1; due > 0; next++)
        {
            if (next == schema.Count)
                throw new ParquetException($"the schema ends in the middle of column '{schema[column].Name}'");
            var element = schema[next];
            if (element.Children < 0 || (element.Children == 0 && element.Type is null))
                throw new ParquetException($"column '{schema[column].Name}' has a part without a type");
            leaves += element.Children == 0 ? 1 : 0;
            due += element.Children - 1L;
        }
        return (next, leaves);
    }

    // Of a nested column, only where its chunks lie is of interest.
    private static long CheckedSize(RowGroup group, ColumnChunk chunk, StoredColumn? column, int index, long footerStart)
    {
        string where = $"column '{column?.Column.Name ?? string.Join('.', chunk.Path)}', row group {index}";
        if (column is not null && chunk.Type != column.Element.Type)
            throw new ParquetException($"{where}: the type is not that of the schema");
        if (column is not null && (chunk.Path is not [var name] || name != column.Column.Name))
            throw new ParquetException($"{where}: the path is '{string.Join('.', chunk.Path)}'");
        if (column is not null && chunk.Values != group.Rows)
            throw new ParquetException($"{where}: {chunk.Values} values for {group.Rows} rows");
        if (chunk.Start < FormatLimits.Magic.Length
            || chunk.PackedSize < 0
            || chunk.PackedSize > Array.MaxLength
            || chunk.Start > footerStart - chunk.PackedSize)
            throw new ParquetException($"{where}: {chunk.PackedSize} bytes at byte {chunk.Start} do not lie within the file");
        return chunk.PackedSize;
    }
}
