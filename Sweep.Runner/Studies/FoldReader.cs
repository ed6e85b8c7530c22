using Sweep.Core.Data;
using Sweep.Core.Numerics;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Validation;

namespace Sweep.Runner.Studies;

/// <summary>Reads how a study judges what was learned: the section "validation".</summary>
internal static class FoldReader
{
    // More than anybody needs and less than would keep a machine busy before the first fit.
    private const int MostRepeats = 1_000;
    private const long MostFoldRows = 500_000_000;

    /// <summary>Reads the section, and splits the rows.</summary>
    /// <param name="section">The section.</param>
    /// <param name="data">The rows.</param>
    /// <param name="standardize">Whether each fold scales its features.</param>
    /// <param name="heldBack">The share of training rows that each fold holds back to decide when to stop; null: none.</param>
    /// <param name="seed">The study's seed.</param>
    public static (StudyFold[] Folds, TrainingFold[] Rows) Read(StudySection section, Dataset data, bool standardize, double? heldBack, ulong seed)
    {
        var (kind, folds, repeatsNode) = (section.Get("kind"), section.Get("folds"), section.Find("repeats"));
        bool shuffle = section.Find("shuffle")?.Flag() ?? true;
        int repeats = repeatsNode is null ? 1 : repeatsNode.Count(MostRepeats, "Repeats");
        if (repeats > 1 && !shuffle)
            throw repeatsNode!.Error("without shuffling every repeat has the same folds. Use 1 repeat, or shuffle.");

        var splitter = kind.Named(Splitters.Catalog);
        folds.Checked(() =>
        {
            ComponentSettings.Set(splitter, ComponentSettings.Of(splitter)["folds"], folds.Integer());
            return splitter;
        });
        int[]? classes = data.ClassOfRows();
        if (splitter is StratifiedKFold)
            RequireEveryClass(kind, folds, data, classes, splitter.Folds);
        if ((long)data.Rows * splitter.Folds * repeats > MostFoldRows)
            throw folds.Error($"{splitter.Folds} folds and {repeats} repeats of {data.Rows} rows are more than memory should hold. Use fewer.");

        var split = folds.Checked(() => Enumerable.Range(0, repeats)
            .SelectMany(repeat => splitter
                .Split(data.Rows, classes, shuffle ? new RandomStream(seed, RandomPurpose.Folds, repeat) : null)
                .Select((fold, number) => (Repeat: repeat, Number: number, Rows: fold)))
            .ToArray());
        if (heldBack is { } share)
        {
            if (split.FirstOrDefault(each => each.Rows.Training.Length < 2).Rows is not null)
                throw folds.Error("a fold with 1 training row has none to hold back for early stopping. Use more rows, or fewer folds.");
            split =
            [
                .. split.Select(each => each with
                {
                    Rows = HeldBackRows.From(
                        each.Rows, share, classes, shuffle ? new RandomStream(seed, RandomPurpose.HeldBackRows, each.Repeat, each.Number) : null),
                }),
            ];
        }
        return (
            [.. split.Select((each, index) => new StudyFold(index, each.Repeat, each.Number))],
            [.. split.Select(each => new TrainingFold(each.Rows, standardize ? Standardizer.Fit(data, each.Rows.Training) : Standardizer.None(data.FeatureNames.Count)))]);
    }

    private static void RequireEveryClass(StudyNode kind, StudyNode node, Dataset data, int[]? classes, int folds)
    {
        if (classes is null)
            throw kind.Error("only classes can be stratified, and the target is a number. Use k_fold.");

        var (number, rows) = classes.CountBy(each => each).MinBy(entry => entry.Value);
        if (rows < folds)
        {
            throw node.Error(
                $"every fold needs a row of every class, and class {data.Classes[number]} has {rows}, which do not reach {folds} folds. " +
                (rows < 2 ? "Use k_fold." : $"Use at most {rows} folds, or k_fold."));
        }
    }
}
