namespace Sweep.Core.Data;

/// <summary>A split of the rows of a data set: those to learn from and those to judge by. No row is in both.</summary>
/// <param name="Training">Numbers of the training rows, ascending.</param>
/// <param name="Validation">Numbers of the validation rows, ascending.</param>
public sealed record Fold(int[] Training, int[] Validation)
{
    /// <summary>Numbers of rows, ascending, that are neither: held back to decide when to stop. Often there are none.</summary>
    public int[] HeldBack { get; init; } = [];
}
