namespace Sweep.Tests.Contracts;

/// <summary>Measures what some work allocates on this thread.</summary>
internal static class Allocation
{
    /// <summary>The bytes that the work allocates, once it has taken the memory that it keeps.</summary>
    /// <remarks>
    /// A collection that another test causes between two readings can charge this thread with what is left of its allocation
    /// buffer. Work that allocates does so every time, so the least of several measurements is its own.
    /// </remarks>
    public static long Of(Action work)
    {
        work();
        return Enumerable.Range(0, 5).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
