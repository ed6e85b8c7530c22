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

    private static readonly string[] _settings = ["folds", "share"];

    /// <summary>The keys of the section.</summary>
    public static readonly IReadOnlyCollection<string> Keys = ["kind", "repeats", "shuffle", .. _settings];

    /// <summary>Reads the section, and splits the rows.</summary>
    /// <param name="section">The section.</param>
    /// <param name="data">The rows.</param>
    /// <param name="preprocessing">What each fold fits on the rows that it learns from.</param>
    /// <param name="heldBack">The share of training rows that each fold holds back to decide when to stop, and where it stands; null: none.</param>
    /// <param name="seed">The study's seed.</param>
    public static (StudyFold[] Folds, TrainingFold[] Rows) Read(StudySection section, Dataset data, Preprocessing preprocessing, (StudyNode Node, double Share)? heldBack, ulong seed)
    {
        var (kind, repeatsNode) = (section.Get("kind"), section.Find("repeats"));
        bool shuffle = section.Find("shuffle")?.Flag() ?? true;
        int repeats = repeatsNode is null ? 1 : repeatsNode.Count(MostRepeats, "Repeats");
        if (repeats > 1 && !shuffle)
            throw repeatsNode!.Error("without shuffling every repeat has the same folds. Use 1 repeat, or shuffle.");

        var splitter = kind.Named(Splitters.Catalog);
        // Folds or share: what decides how many rows are judged has no default.
        var (name, setting) = ComponentSettings.Of(splitter).Single();
        if (_settings.FirstOrDefault(each => each != name && section.Find(each) is not null) is { } foreign)
            throw section.Get(foreign).Error($"{kind.Text()} has no such setting. Use {name}.");
        var folds = section.Get(name);
        folds.Checked(() =>
        {
            ComponentSettings.Set(splitter, setting, folds.Setting(setting.PropertyType));
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
        if (heldBack is { } held)
        {
            if (split.FirstOrDefault(each => each.Rows.Training.Length < 2).Rows is not null)
                throw folds.Error("a fold with 1 training row has none to hold back for early stopping. Use more rows, or fewer folds.");
            split =
            [
                .. split.Select(each => each with
                {
                    Rows = held.Node.Checked(() => HeldBackRows.From(
                        each.Rows, held.Share, classes, shuffle ? new RandomStream(seed, RandomPurpose.HeldBackRows, each.Repeat, each.Number) : null)),
                }),
            ];
        }
        return (
            [.. split.Select((each, index) => new StudyFold(index, each.Repeat, each.Number))],
            [.. split.Select(each => new TrainingFold(each.Rows, folds.Checked(() => preprocessing.Fit(data, each.Rows.Training))))]);
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
