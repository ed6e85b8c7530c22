namespace Sweep.Core.Parquet;

/// <summary>Types of the Thrift compact protocol. The value of a boolean field is its type.</summary>
internal enum ThriftType
{
    Stop = 0,
    True = 1,
    False = 2,
    I8 = 3,
    I16 = 4,
    I32 = 5,
    I64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
    Uuid = 13,
}
