using Sweep.Core.Data;

namespace Sweep.Strategies.Validation;

/// <summary>Turns "row r is judged in fold f" into folds.</summary>
internal static class FoldAssignment
{
    public static IReadOnlyList<Fold> Folds(int[] foldOfRow, int folds)
    {
        var result = new Fold[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            int[] validation = [.. Enumerable.Range(0, foldOfRow.Length).Where(row => foldOfRow[row] == fold)];
            int[] training = [.. Enumerable.Range(0, foldOfRow.Length).Where(row => foldOfRow[row] != fold)];
            result[fold] = new Fold(training, validation);
        }
        return result;
    }
}
