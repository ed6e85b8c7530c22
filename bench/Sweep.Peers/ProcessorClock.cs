using System.Runtime.InteropServices;

namespace Sweep.Peers;

/// <summary>Processor time of this thread: what other programs take of the processor is not in it.</summary>
internal static unsafe partial class ProcessorClock
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <summary>Seconds so far.</summary>
    public static double Seconds
    {
        get
        {
            long* time = stackalloc long[2];
            _ = Read(ThreadProcessorTime, time);
            return time[0] + time[1] * 1e-9;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, long* time);
}
