using Sweep.Runner.Results;

namespace Sweep.Runner.Progress;

/// <summary>Is told how a study gets on. Calls come one at a time, in the order in which fits end.</summary>
public interface IStudyProgress : IDisposable
{
    /// <summary>A fit has ended.</summary>
    void Report(FitResult fit);
}
