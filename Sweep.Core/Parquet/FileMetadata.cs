using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>The footer of a file, as read: what it holds and where it lies.</summary>
/// <param name="Schema">The nodes of the schema, the root first.</param>
/// <param name="Rows">Rows of all row groups.</param>
/// <param name="RowGroups">The row groups.</param>
/// <param name="KeyValues">Free texts by name.</param>
/// <param name="CreatedBy">The program that wrote the file.</param>
internal sealed record FileMetadata(
    IReadOnlyList<SchemaElement> Schema,
    long Rows,
    IReadOnlyList<RowGroup> RowGroups,
    IReadOnlyDictionary<string, string?> KeyValues,
    string? CreatedBy)
{
    public static void Write(
        ThriftWriter thrift,
        ParquetSchema schema,
        IReadOnlyList<RowGroup> rowGroups,
        IReadOnlyList<KeyValuePair<string, string>> keyValues,
        string createdBy)
    {
        thrift.WriteI32(1, 1);
        thrift.BeginList(2, ThriftType.Struct, 1 + schema.Columns.Count);
        SchemaElement.WriteRoot(thrift, schema.Columns.Count);
        foreach (var column in schema.Columns)
            SchemaElement.Write(thrift, column);
        thrift.WriteI64(3, rowGroups.Sum(group => group.Rows));
        thrift.BeginList(4, ThriftType.Struct, rowGroups.Count);
        for (int i = 0; i < rowGroups.Count; i++)
            rowGroups[i].Write(thrift, i);

        if (keyValues.Count > 0)
            thrift.BeginList(5, ThriftType.Struct, keyValues.Count);
        foreach (var (key, value) in keyValues)
        {
            thrift.BeginElement();
            thrift.WriteString(1, key);
            thrift.WriteString(2, value);
            thrift.EndStruct();
        }
        thrift.WriteString(6, createdBy);

        // Bounds of all columns are in the order of their type.
        thrift.BeginList(7, ThriftType.Struct, schema.Columns.Count);
        foreach (var _ in schema.Columns)
        {
            thrift.BeginElement();
            thrift.BeginStruct(1);
            thrift.EndStruct();
            thrift.EndStruct();
        }
        thrift.EndStruct();
    }

    public static FileMetadata Read(ref ThriftReader thrift)
    {
        int? version = null;
        long? rows = null;
        List<SchemaElement>? schema = null;
        List<RowGroup>? rowGroups = null;
        var keyValues = new Dictionary<string, string?>();
        string? createdBy = null;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.I32): version = thrift.ReadI32(); break;
                case (2, ThriftType.List): schema = ReadSchema(ref thrift); break;
                case (3, ThriftType.I64): rows = thrift.ReadI64(); break;
                case (4, ThriftType.List): rowGroups = ReadRowGroups(ref thrift); break;
                case (5, ThriftType.List):
                    for (int left = thrift.ReadList(ThriftType.Struct); left > 0; left--)
                        ReadKeyValue(ref thrift, keyValues);
                    break;
                case (6, ThriftType.Binary): createdBy = Encoding.UTF8.GetString(thrift.ReadBinary()); break;
                case (8, _): throw new ParquetException("the file is encrypted, which is not supported");
                default: thrift.Skip(type); break;
            }
        }
        if (version is not (1 or 2))
            throw new ParquetException($"the file has format version {version?.ToString() ?? "none"}; 1 and 2 are supported");
        return new(
            schema ?? throw new ParquetException("the file has no schema"),
            rows ?? throw new ParquetException("the file does not say how many rows it has"),
            rowGroups ?? throw new ParquetException("the file has no list of row groups"),
            keyValues, createdBy);
    }

    private static List<SchemaElement> ReadSchema(ref ThriftReader thrift)
    {
        int count = thrift.ReadList(ThriftType.Struct);
        if (count > 1 + FormatLimits.Columns)
            throw new ParquetException($"the file has more than {FormatLimits.Columns} columns");

        var schema = new List<SchemaElement>();
        for (; count > 0; count--)
            schema.Add(SchemaElement.Read(ref thrift));
        return schema;
    }

    private static List<RowGroup> ReadRowGroups(ref ThriftReader thrift)
    {
        int count = thrift.ReadList(ThriftType.Struct);
        if (count > FormatLimits.RowGroups)
            throw new ParquetException($"the file has more than {FormatLimits.RowGroups} row groups");

        var groups = new List<RowGroup>();
        for (; count > 0; count--)
            groups.Add(RowGroup.Read(ref thrift));
        return groups;
    }

    private static void ReadKeyValue(ref ThriftReader thrift, Dictionary<string, string?> keyValues)
    {
        string? key = null, value = null;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.Binary): key = Encoding.UTF8.GetString(thrift.ReadBinary()); break;
                case (2, ThriftType.Binary): value = Encoding.UTF8.GetString(thrift.ReadBinary()); break;
                default: thrift.Skip(type); break;
            }
        }
        keyValues[key ?? throw new ParquetException("a metadata entry has no key")] = value;
    }
}
