using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Runner.Objectives;

/// <summary>The rows of a fold, with the preprocessing that belongs to it. All trials share it.</summary>
/// <param name="Rows">Which rows to learn from and which to judge by.</param>
/// <param name="Scaler">Scales features; fitted on the training rows alone.</param>
public sealed record TrainingFold(Fold Rows, Standardizer Scaler)
{
    /// <summary>What a row of each class counts in the loss; null where all count the same. Where they are balanced, by the training rows alone.</summary>
    public ClassWeights? ClassWeights { get; init; }
}
