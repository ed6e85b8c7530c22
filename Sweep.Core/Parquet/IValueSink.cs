namespace Sweep.Core.Parquet;

/// <summary>Takes values of a column in their .NET type.</summary>
internal interface IValueSink<in T>
{
    /// <summary>Adds a value, or throws and leaves everything as it was.</summary>
    void Add(T value);
}
