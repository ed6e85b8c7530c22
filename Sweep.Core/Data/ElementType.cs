namespace Sweep.Core.Data;

/// <summary>What the elements of an array in a file are.</summary>
internal enum ElementType
{
    /// <summary>A byte that is 0 for false.</summary>
    Bool,

    /// <summary>A whole number of 8 bits, with a sign.</summary>
    Int8,

    /// <summary>A whole number of 8 bits.</summary>
    UInt8,

    /// <summary>A whole number of 16 bits, with a sign.</summary>
    Int16,

    /// <summary>A whole number of 16 bits.</summary>
    UInt16,

    /// <summary>A whole number of 32 bits, with a sign.</summary>
    Int32,

    /// <summary>A whole number of 32 bits.</summary>
    UInt32,

    /// <summary>A whole number of 64 bits, with a sign.</summary>
    Int64,

    /// <summary>A whole number of 64 bits.</summary>
    UInt64,

    /// <summary>A number of half precision.</summary>
    Float16,

    /// <summary>A number of single precision.</summary>
    Float32,

    /// <summary>A number of double precision.</summary>
    Float64,
}
