namespace Sweep.Core.Contracts;

/// <summary>A layer that can be the first one over rows of which only the values that are not 0 are kept.</summary>
public interface ITakesSparseRows : ILayer;
