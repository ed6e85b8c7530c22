using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>What a study learns from.</summary>
/// <param name="Rows">The rows, as the file has them.</param>
/// <param name="Preprocessing">What is done to them before a network sees them; each fold fits it on its own training rows.</param>
/// <param name="Digest">The hash of the data file's bytes.</param>
internal sealed record StudyData(Dataset Rows, Preprocessing Preprocessing, string Digest)
{
    /// <summary>Which rows belong together; null where nobody said.</summary>
    public RowLabels? Groups { get; init; }

    /// <summary>In which fold each row is judged; null where nobody said.</summary>
    public RowLabels? Folds { get; init; }
}
