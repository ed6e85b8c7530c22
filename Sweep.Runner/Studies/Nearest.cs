namespace Sweep.Runner.Studies;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class Nearest
{
    // What other tools call it.
    private static readonly Dictionary<string, string> _elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bce"] = "binary_cross_entropy",
        ["conv1d"] = "convolution_1d",
        ["conv2d"] = "convolution",
        ["cosine_annealing"] = "cosine",
        ["filters"] = "channels",
        ["glorot"] = "glorot_uniform",
        ["he"] = "he_normal",
        ["lr"] = "learning_rate",
        ["mae"] = "mean_absolute_error",
        ["mse"] = "mean_squared_error",
        ["reduce_lr_on_plateau"] = "reduce_on_plateau",
        ["xavier"] = "glorot_uniform",
    };

    /// <summary>" Did you mean …?" where a known name is close enough to what was written, otherwise nothing.</summary>
    public static string Hint(string written, IEnumerable<string> known)
    {
        if (_elsewhere.TryGetValue(written, out string? here) && known.Contains(here))
            return $" Did you mean \"{here}\"?";
        // Blanks are easily typed, and hardly seen.
        if (known.FirstOrDefault(candidate => candidate.Trim() == written.Trim()) is { } padded)
            return $" Did you mean \"{padded}\"?";
        var (name, distance) = known
            .Select(candidate => (Name: candidate, Distance: IsShortFor(written, candidate) ? 0 : Distance(written.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name.Length)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault(("", int.MaxValue));
        return distance <= (written.Length + 2) / 3 ? $" Did you mean \"{name}\"?" : "";
    }

    private static bool IsShortFor(string written, string candidate) =>
        written.Length >= 3 && candidate.StartsWith(written, StringComparison.OrdinalIgnoreCase);

    // Edits of one character (Levenshtein), with two neighbours swapped as one edit.
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int change = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(change, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }
        return cost[a.Length, b.Length];
    }
}
