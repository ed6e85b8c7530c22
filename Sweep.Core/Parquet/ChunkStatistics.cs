namespace Sweep.Core.Parquet;

/// <summary>What a column chunk says about its values, for readers that skip by it.</summary>
/// <remarks>Bounds are single values in PLAIN encoding, a text without its length.</remarks>
internal sealed record ChunkStatistics
{
    public long? NullCount { get; init; }

    public byte[]? Max { get; init; }

    public byte[]? Min { get; init; }

    /// <summary>Whether the bound is one of the values, and not only beyond them.</summary>
    public bool? IsMaxExact { get; init; }

    /// <inheritdoc cref="IsMaxExact"/>
    public bool? IsMinExact { get; init; }

    public long? NanCount { get; init; }

    /// <summary>Bounds as old writers left them, who did not say in which order.</summary>
    public byte[]? DeprecatedMax { get; init; }

    /// <inheritdoc cref="DeprecatedMax"/>
    public byte[]? DeprecatedMin { get; init; }

    public void Write(ThriftWriter thrift, int id)
    {
        thrift.BeginStruct(id);
        if (NullCount is { } nulls)
            thrift.WriteI64(3, nulls);
        if (Max is not null)
            thrift.WriteBinary(5, Max);
        if (Min is not null)
            thrift.WriteBinary(6, Min);
        if (IsMaxExact is { } maxExact)
            thrift.WriteBool(7, maxExact);
        if (IsMinExact is { } minExact)
            thrift.WriteBool(8, minExact);
        if (NanCount is { } nans)
            thrift.WriteI64(9, nans);
        thrift.EndStruct();
    }

    public static ChunkStatistics Read(ref ThriftReader thrift)
    {
        var read = new ChunkStatistics();
        int id = 0;
        while (thrift.ReadField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.Binary): read = read with { DeprecatedMax = thrift.ReadBinary().ToArray() }; break;
                case (2, ThriftType.Binary): read = read with { DeprecatedMin = thrift.ReadBinary().ToArray() }; break;
                case (3, ThriftType.I64): read = read with { NullCount = thrift.ReadI64() }; break;
                case (5, ThriftType.Binary): read = read with { Max = thrift.ReadBinary().ToArray() }; break;
                case (6, ThriftType.Binary): read = read with { Min = thrift.ReadBinary().ToArray() }; break;
                case (7, ThriftType.True or ThriftType.False): read = read with { IsMaxExact = type == ThriftType.True }; break;
                case (8, ThriftType.True or ThriftType.False): read = read with { IsMinExact = type == ThriftType.True }; break;
                case (9, ThriftType.I64): read = read with { NanCount = thrift.ReadI64() }; break;
                default: thrift.Skip(type); break;
            }
        }
        return read;
    }
}
