using Sweep.Runner.Results;

namespace Sweep.Runner.Progress;

/// <summary>Says nothing.</summary>
public sealed class SilentProgress : IStudyProgress
{
    /// <inheritdoc/>
    public void Report(FitResult fit)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
