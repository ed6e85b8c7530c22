using Sweep.Core.Data;

namespace Sweep.Strategies.Validation;

/// <summary>Turns "these rows are judged" into folds.</summary>
internal static class FoldAssignment
{
    /// <summary>Row r is judged in fold f, and learned from in all others.</summary>
    public static IReadOnlyList<Fold> Folds(int[] foldOfRow, int folds)
    {
        var judged = Enumerable.Range(0, foldOfRow.Length).ToLookup(row => foldOfRow[row]);
        return [.. Enumerable.Range(0, folds).Select(fold => Without(foldOfRow.Length, [.. judged[fold]]))];
    }

    /// <summary>Some rows are judged, ascending, and all others learned from.</summary>
    public static Fold Without(int rows, int[] judged)
    {
        var training = new int[rows - judged.Length];
        for (int row = 0, next = 0, place = 0; row < rows; row++)
        {
            if (next < judged.Length && judged[next] == row)
                next++;
            else
                training[place++] = row;
        }
        return new Fold(training, judged);
    }
}
