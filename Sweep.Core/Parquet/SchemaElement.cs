namespace Sweep.Core.Parquet;

/// <summary>A node of a file's schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its values are stored; null for a node with children.</param>
/// <param name="Repetition">0 required, 1 optional, 2 repeated.</param>
/// <param name="Children">How many of the nodes that follow lie below it.</param>
/// <param name="Annotation">What its values mean, in the words of the format; null if it does not say.</param>
internal sealed record SchemaElement(string Name, PhysicalType? Type, int? Repetition, int Children, string? Annotation)
{
    /// <summary>Bytes of a value of FIXED_LEN_BYTE_ARRAY.</summary>
    public int? Length { get; init; }

    /// <summary>Digits of a decimal number behind the point.</summary>
    public int Scale { get; init; }

    /// <summary>Stored type and annotation, in the words of the format.</summary>
    public string TypeName => Type is null ? "none" : $"{FormatName.Of(Type.Value)} {Annotation}".TrimEnd();

    /// <summary>The annotation of our own timestamps.</summary>
    public const string MicrosecondsUtc = "TIMESTAMP(MICROS, UTC)";

    /// <summary>The root, which holds the columns.</summary>
    public static void WriteRoot(ThriftWriter thrift, int columns)
    {
        thrift.BeginElement();
        thrift.WriteString(4, "schema");
        thrift.WriteI32(5, columns);
        thrift.EndStruct();
    }

    /// <summary>A column, annotated twice: old readers know the converted type, newer ones the logical type.</summary>
    public static void Write(ThriftWriter thrift, ParquetColumn column)
    {
        thrift.BeginElement();
        thrift.WriteI32(1, (int)column.Type.InFile());
        thrift.WriteI32(3, column.Optional ? 1 : 0);
        thrift.WriteString(4, column.Name);
        if (column.Type == ParquetType.String)
        {
            thrift.WriteI32(6, 0); // UTF8
            thrift.BeginStruct(10);
            WriteEmpty(thrift, 1); // STRING
            thrift.EndStruct();
        }
        else if (column.Type == ParquetType.Timestamp)
        {
            thrift.WriteI32(6, 10); // TIMESTAMP_MICROS
            thrift.BeginStruct(10);
            thrift.BeginStruct(8); // TIMESTAMP
            thrift.WriteBool(1, true); // adjusted to UTC
            thrift.BeginStruct(2); // unit
            WriteEmpty(thrift, 2); // MICROS
            thrift.EndStruct();
            thrift.EndStruct();
            thrift.EndStruct();
        }
        thrift.EndStruct();
    }

    public static SchemaElement Read(ref ThriftReader thrift)
    {
        string? name = null, converted = null, logical = null;
        int? physical = null, length = null, repetition = null;
        int children = 0, scale = 0, id = 0;
        bool hasLogical = false;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.I32): physical = thrift.ReadI32(); break;
                case (2, ThriftType.I32): length = thrift.ReadI32(); break;
                case (3, ThriftType.I32): repetition = thrift.ReadI32(); break;
                case (4, ThriftType.Binary): name = thrift.ReadString(); break;
                case (5, ThriftType.I32): children = thrift.ReadI32(); break;
                case (6, ThriftType.I32): converted = NameOfConverted(thrift.ReadI32()); break;
                case (7, ThriftType.I32): scale = thrift.ReadI32(); break;
                case (10, ThriftType.Struct): (logical, hasLogical) = (ReadLogical(ref thrift, ref scale), true); break;
                default: thrift.Skip(type); break;
            }
        }
        return new(
            name ?? throw new ParquetException("a column has no name"),
            (PhysicalType?)physical, repetition, children, hasLogical ? logical : converted)
        {
            Length = length,
            Scale = scale,
        };
    }

    private static void WriteEmpty(ThriftWriter thrift, int id)
    {
        thrift.BeginStruct(id);
        thrift.EndStruct();
    }

    private static string NameOfConverted(int converted) => converted switch
    {
        0 => "STRING",
        1 => "MAP",
        2 => "MAP_KEY_VALUE",
        3 => "LIST",
        4 => "ENUM",
        5 => "DECIMAL",
        6 => "DATE",
        7 => "TIME(MILLIS)",
        8 => "TIME(MICROS)",
        9 => "TIMESTAMP(MILLIS, UTC)",
        10 => MicrosecondsUtc,
        >= 11 and <= 14 => $"UINT({8 << converted - 11})",
        >= 15 and <= 18 => $"INT({8 << converted - 15})",
        19 => "JSON",
        20 => "BSON",
        21 => "INTERVAL",
        _ => $"converted type {converted}",
    };

    // A union: one field, whose id is the type. An id of the future says nothing, and the stored type stands.
    private static string? ReadLogical(ref ThriftReader thrift, ref int scale)
    {
        string? name = null;
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (5, ThriftType.Struct): (name, scale) = ("DECIMAL", ReadScale(ref thrift)); break;
                case (8, ThriftType.Struct): name = ReadTimestamp(ref thrift); break;
                case (10, ThriftType.Struct): name = ReadInteger(ref thrift); break;
                default:
                    name = NameOfLogical(id);
                    thrift.Skip(type);
                    break;
            }
        }
        return name;
    }

    private static string? NameOfLogical(int id) => id switch
    {
        1 => "STRING",
        2 => "MAP",
        3 => "LIST",
        4 => "ENUM",
        5 => "DECIMAL",
        6 => "DATE",
        7 => "TIME",
        8 => "TIMESTAMP",
        10 => "INT",
        11 => "UNKNOWN",
        12 => "JSON",
        13 => "BSON",
        14 => "UUID",
        15 => "FLOAT16",
        16 => "VARIANT",
        17 => "GEOMETRY",
        18 => "GEOGRAPHY",
        _ => null,
    };

    private static int ReadScale(ref ThriftReader thrift)
    {
        int scale = 0, id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            if ((id, type) == (1, ThriftType.I32))
                scale = thrift.ReadI32();
            else
                thrift.Skip(type);
        }
        return scale;
    }

    private static string ReadTimestamp(ref ThriftReader thrift)
    {
        string unit = "?", zone = "?";
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.True): zone = "UTC"; break;
                case (1, ThriftType.False): zone = "local"; break;
                case (2, ThriftType.Struct): unit = ReadUnit(ref thrift); break;
                default: thrift.Skip(type); break;
            }
        }
        return $"TIMESTAMP({unit}, {zone})";
    }

    private static string ReadUnit(ref ThriftReader thrift)
    {
        string unit = "?";
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            unit = id switch { 1 => "MILLIS", 2 => "MICROS", 3 => "NANOS", _ => "?" };
            thrift.Skip(type);
        }
        return unit;
    }

    private static string ReadInteger(ref ThriftReader thrift)
    {
        int width = 0, id = 0;
        string sign = "?";
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.I8): width = thrift.ReadI8(); break;
                case (2, ThriftType.True): sign = "INT"; break;
                case (2, ThriftType.False): sign = "UINT"; break;
                default: thrift.Skip(type); break;
            }
        }
        return $"{sign}({width})";
    }
}
