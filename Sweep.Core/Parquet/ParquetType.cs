using System.Diagnostics.CodeAnalysis;

namespace Sweep.Core.Parquet;

/// <summary>What a column of a Parquet file holds.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "A type is named by the type it is.")]
public enum ParquetType
{
    /// <summary>True or false; <see cref="bool"/>.</summary>
    Bool,

    /// <summary>A whole number of 32 bits; <see cref="int"/>.</summary>
    Int32,

    /// <summary>A whole number of 64 bits; <see cref="long"/>.</summary>
    Int64,

    /// <summary>A floating-point number of 32 bits; <see cref="float"/>. NaN is a value, not a null.</summary>
    Float,

    /// <summary>A floating-point number of 64 bits; <see cref="double"/>. NaN is a value, not a null.</summary>
    Double,

    /// <summary>Text, stored as UTF-8; <see cref="string"/>.</summary>
    String,

    /// <summary>A moment in UTC, in whole microseconds; <see cref="DateTime"/>. Files of others may have other units, and local time.</summary>
    Timestamp,

    /// <summary>A day without a time; <see cref="DateOnly"/>. Only read.</summary>
    Date,

    /// <summary>Bytes without a meaning; an array of <see cref="byte"/>. Only read.</summary>
    Bytes,

    /// <summary>Something that cannot be read, for instance a nested column. Whoever tries is told what it is.</summary>
    Other,
}
