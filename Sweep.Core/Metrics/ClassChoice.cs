namespace Sweep.Core.Metrics;

/// <summary>Which class a row of outputs or targets stands for.</summary>
internal static class ClassChoice
{
    /// <summary>How many classes so many columns tell apart: one column stands for two.</summary>
    public static int Classes(int columns) => columns == 1 ? 2 : columns;

    /// <summary>The class that logits predict: the first one with the largest logit; of two classes in one column the second where it is above 0.</summary>
    /// <returns>The class, or −1 where a logit is NaN: it predicts no class, so it is never right.</returns>
    public static int Predicted(ReadOnlySpan<float> logits) => Of(logits, threshold: 0);

    /// <summary>The class that a target stands for.</summary>
    public static int Right(ReadOnlySpan<float> target) => Of(target, threshold: 0.5f);

    private static int Of(ReadOnlySpan<float> row, float threshold)
    {
        if (row.Length == 1)
            return row[0] > threshold ? 1 : row[0] <= threshold ? 0 : -1;

        int best = 0;
        for (int column = 0; column < row.Length; column++)
        {
            if (float.IsNaN(row[column]))
                return -1;
            if (row[column] > row[best])
                best = column;
        }
        return best;
    }
}
