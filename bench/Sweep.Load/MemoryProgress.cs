using System.Diagnostics;
using System.Globalization;
using Sweep.Runner.Objectives;
using Sweep.Runner.Progress;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;

namespace Sweep.Load;

/// <summary>Notes when the first result came, and how much memory was in use along the way.</summary>
internal sealed class MemoryProgress : IStudyProgress
{
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private long _trials;

    /// <summary>Time to the first result.</summary>
    public TimeSpan First { get; private set; }

    /// <summary>The peak after 100,000, 200,000, 400,000, … trials.</summary>
    public List<string> Marks { get; } = [];

    /// <summary>The most memory that the process has had so far, in megabytes.</summary>
    public static double PeakMegabytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / 1e6;
        }
    }

    public void Resumed(FitState state)
    {
    }

    public void Begun(Study study, int workers, long fits)
    {
    }

    public void RoundBegun(Study study, int workers, long fits)
    {
    }

    public void Started(int worker, FitRun fit)
    {
    }

    public void Left(int worker, FitRun fit)
    {
    }

    public void Ended(FitResult fit, TrialResult? trial)
    {
        if (_trials++ == 0)
            First = TimeProvider.System.GetElapsedTime(_started);
        if (_trials % 100_000 == 0)
            Marks.Add(string.Create(CultureInfo.InvariantCulture, $"{_trials}: {PeakMegabytes:F0}"));
    }

    public void Dispose()
    {
    }
}
