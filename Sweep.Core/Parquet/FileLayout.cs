namespace Sweep.Core.Parquet;

/// <summary>Compares the parts of a footer with each other and with the file, before anything is read by them.</summary>
internal static class FileLayout
{
    /// <summary>The columns of a flat schema.</summary>
    public static ParquetColumn[] Columns(IReadOnlyList<SchemaElement> schema)
    {
        if (schema.Count == 0)
            throw new ParquetException("the schema is empty");

        var columns = schema.Skip(1).Select(Column).ToArray();
        return schema[0].Children == columns.Length
            ? columns
            : throw new ParquetException($"the schema announces {schema[0].Children} columns and lists {columns.Length}");
    }

    /// <summary>Makes sure that all chunks fit the schema and lie between the magic bytes and the footer.</summary>
    public static void Check(FileMetadata file, ParquetColumn[] columns, long footerStart)
    {
        long rows = 0, bytes = 0;
        for (int g = 0; g < file.RowGroups.Count; g++)
        {
            var group = file.RowGroups[g];
            if (group.Rows is < 0 or > FormatLimits.RowsPerGroup)
                throw new ParquetException(
                    $"row group {g} has {group.Rows} rows; at most {FormatLimits.RowsPerGroup} are supported");
            if (group.Columns.Count != columns.Length)
                throw new ParquetException($"row group {g} has {group.Columns.Count} columns and the schema {columns.Length}");

            rows += group.Rows;
            // Without rows, the offsets of a group mean nothing.
            for (int c = 0; c < columns.Length && group.Rows > 0; c++)
                bytes += CheckedSize(group, group.Columns[c], columns[c], g, footerStart);
        }
        if (rows != file.Rows)
            throw new ParquetException($"the file announces {file.Rows} rows and its row groups {rows}");
        // Chunks do not share bytes; if they could, a small file could take any time to read.
        if (bytes > footerStart)
            throw new ParquetException("column chunks overlap");
    }

    private static ParquetColumn Column(SchemaElement element)
    {
        if (element.Children != 0 || element.Type is not { } physical || element.Repetition == 2)
            throw new ParquetException($"column '{element.Name}' is nested or repeated, which is not supported");
        if (element.Repetition is not (0 or 1))
            throw new ParquetException($"column '{element.Name}' does not say whether it is required or optional");

        var type = ParquetTypes.OfFile(physical, element.Annotation);
        return type is not null
            ? new(element.Name, type.Value, Optional: element.Repetition == 1)
            : throw new ParquetException(
                $"column '{element.Name}' is of type {FormatName.Of(physical)} {element.Annotation}".TrimEnd()
                + ", which is not supported");
    }

    private static long CheckedSize(RowGroup group, ColumnChunk chunk, ParquetColumn column, int index, long footerStart)
    {
        string where = $"column '{column.Name}', row group {index}";
        if (chunk.Type != column.Type.InFile())
            throw new ParquetException($"{where}: the type is not that of the schema");
        if (chunk.Path is not [var name] || name != column.Name)
            throw new ParquetException($"{where}: the path is '{string.Join('.', chunk.Path)}'");
        if (chunk.Values != group.Rows)
            throw new ParquetException($"{where}: {chunk.Values} values for {group.Rows} rows");
        if (chunk.Start < FormatLimits.Magic.Length
            || chunk.PackedSize < 0
            || chunk.PackedSize > Array.MaxLength
            || chunk.Start > footerStart - chunk.PackedSize)
            throw new ParquetException($"{where}: {chunk.PackedSize} bytes at byte {chunk.Start} do not lie within the file");
        return chunk.PackedSize;
    }
}
