using Sweep.Core.Contracts;

namespace Sweep.Runner.Ledger;

/// <summary>Something about a study that is not as it was.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Before">Its value before; null where it had none.</param>
/// <param name="Now">Its value now; null where it has none.</param>
internal sealed record StudyChange(string Name, string? Before, string? Now)
{
    /// <summary>Whether it cannot alter a fit that has ended, whatever the values.</summary>
    public bool IsHarmless => Name is StudyIdentity.Name or "question" or "data.file" || Name.StartsWith("limits.", StringComparison.Ordinal);

    /// <summary>Whether it says which trials there are: harmless as long as those that have results stay among them.</summary>
    public bool IsOfTrials => Name is StudyIdentity.Trials or "method" || Name.StartsWith("method.", StringComparison.Ordinal) || Name.StartsWith("parameters.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Text(Before)} there, {Text(Now)} here";

    private static string Text(string? value) => value is null ? "nothing" : Shown.Quoted(value);
}
