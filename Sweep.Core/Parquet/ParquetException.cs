using Sweep.Core.Contracts;

namespace Sweep.Core.Parquet;

/// <summary>A file is not Parquet, is damaged, or uses a part of the format that is not supported.</summary>
public sealed class ParquetException : Exception
{
    /// <summary>An error without a reason.</summary>
    public ParquetException()
    {
    }

    /// <summary>An error with its reason in plain words.</summary>
    public ParquetException(string message)
        : base(Shown.Message(message))
    {
    }

    /// <summary>An error with its reason in plain words, and what led to it.</summary>
    public ParquetException(string message, Exception? innerException)
        : base(Shown.Message(message), innerException)
    {
    }
}
